using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Fluxion.CompilerServices;

// Products with factors that may be 0 where the other is infinite, for several outputs at once.
public static partial class Partials
{
    /// <summary>Leaves a product out where its factor is 0, as an adjoint is that belongs to nothing, whatever it is multiplied with.</summary>
    /// <param name="factor">The factor: a number for each output.</param>
    /// <param name="product">The product.</param>
    /// <returns>0 where the factor is 0; else the product.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Guard(Vector128<double> factor, Vector128<double> product) =>
        Vector128.AndNot(product, Vector128.Equals(factor, Vector128<double>.Zero));

    /// <inheritdoc cref="Guard(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Guard(Vector256<double> factor, Vector256<double> product) =>
        Vector256.AndNot(product, Vector256.Equals(factor, Vector256<double>.Zero));

    /// <inheritdoc cref="Guard(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Guard(Vector512<double> factor, Vector512<double> product) =>
        Vector512.AndNot(product, Vector512.Equals(factor, Vector512<double>.Zero));
}
