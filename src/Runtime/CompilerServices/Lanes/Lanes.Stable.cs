using System.Runtime.CompilerServices;

namespace Fluxion.CompilerServices;

// Compositions that neither overflow nor cancel.
public partial struct Lanes
{
    /// <summary>ln(1 + eˣ), as max(x, 0) + ln(1 + e^−|x|): at most 2 ulp off.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The logarithms; those of NaN are NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Log1PExp(Lanes x) => Max(x, 0) + Log1P(Exp(-Abs(x)));
}
