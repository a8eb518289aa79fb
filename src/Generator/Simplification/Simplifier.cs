using Fluxion.Generator.Differentiation;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Simplification;

/// <summary>The passes that tidy a function after differentiation, to a fixed point. Values of the forward sweep are never changed.</summary>
internal static class Simplifier
{
    /// <param name="function">The function.</param>
    /// <param name="isLast">Whether it is to be emitted; else it is differentiated again, and calls of functions of structs stay what rules know.</param>
    /// <param name="isGradient">Whether it is a gradient or pullback. Those of higher orders, which are made of one, then have the very same numbers.</param>
    public static void Run(IrFunction function, bool isLast = true, bool isGradient = false)
    {
        if (isLast)
        {
            RunningSelections.Forget(function);
            CallForms.Write(function);
        }

        DeadCode.Remove(function);
        NeedlessCopies.Remove(function);
        Tidy(function);
        if (isGradient)
            Reciprocals.Use(function);
        if (!isLast)
            return;
        FixedPlaces.Use(function);
        Tidy(function);
    }

    /// <summary>Removes what is not needed, or known already.</summary>
    public static void Tidy(IrFunction function)
    {
        while (Invariants.Forward(function) | Peephole.Tidy(function) | CommonSubexpressions.Reuse(function))
            DeadCode.Remove(function);
    }
}
