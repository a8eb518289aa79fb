using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Simplification;

/// <summary>The passes that tidy a function after differentiation, to a fixed point. Values of the forward sweep are never changed.</summary>
internal static class Simplifier
{
    /// <param name="function">The function.</param>
    /// <param name="isLast">Whether it is to be emitted; else it is differentiated again, and calls of functions of structs stay what rules know.</param>
    public static void Run(IrFunction function, bool isLast = true)
    {
        if (isLast)
            CallForms.Write(function);
        DeadCode.Remove(function);
        NeedlessCopies.Remove(function);
        Tidy(function);
        if (!isLast)
            return;
        FixedPlaces.Use(function);
        Tidy(function);
        Reciprocals.Use(function);
    }

    /// <summary>Removes what is not needed, or known already.</summary>
    public static void Tidy(IrFunction function)
    {
        while (Invariants.Forward(function) | Peephole.Tidy(function) | CommonSubexpressions.Reuse(function))
            DeadCode.Remove(function);
    }
}
