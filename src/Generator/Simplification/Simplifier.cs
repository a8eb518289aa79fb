using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Simplification;

/// <summary>The passes that tidy a function after differentiation, to a fixed point. Values of the forward sweep are never changed.</summary>
internal static class Simplifier
{
    public static void Run(IrFunction function)
    {
        CallForms.Write(function);
        DeadCode.Remove(function);
        NeedlessCopies.Remove(function);
        while (Invariants.Forward(function) | Peephole.Tidy(function) | CommonSubexpressions.Reuse(function))
            DeadCode.Remove(function);
    }
}
