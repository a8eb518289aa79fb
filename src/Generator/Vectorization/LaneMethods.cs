using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Vectorization;

/// <summary>
/// Puts a loop in lanes into a method of its own. The JIT inlines what works on lanes only as long as a method has few variables, and what it does not inline
/// stores every vector of its caller.
/// </summary>
internal static class LaneMethods
{
    /// <param name="loop">A loop in lanes.</param>
    /// <param name="key">Of the function, unique in the module.</param>
    /// <returns>The call that takes the loop's place, and what it calls.</returns>
    public static (CallOp Call, IrFunction Function) Of(ForOp loop, string key)
    {
        List<Value> captured = [];
        HashSet<Value> known = [.. loop.Body.AllValues()];
        Capture(loop.Operands);
        Visit(loop.Body);

        var cloner = new Cloner();
        var body = new Block();
        List<IrParameter> parameters = [];
        List<Value> arguments = [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (Value value in captured)
        {
            if (value.Definition is ConstantOp constant)
            {
                body.Ops.Add(cloner.Clone(constant));
                continue;
            }

            string own = value.Name ?? (value.Type.Kind == TypeKind.Tape ? "tape" : value.Type.IsMemory ? "elements" : value == loop.Lower ? "first" : value == loop.Upper ? "end" : "given"), name = own;
            for (int number = 1; !names.Add(name); number++)
                name = own + Formatting.Invariant(number);
            var parameter = new Value(value.Type, name);
            cloner.Map(value, parameter);
            parameters.Add(new IrParameter(parameter, name, value.Type, PassingMode.Value, IsConstant: true));
            arguments.Add(value);
        }

        var copy = (ForOp)cloner.Clone(loop);
        body.Ops.Add(copy);
        body.Terminator = Terminator.Yield(copy.Results);
        string index = loop.Index.Name is { Length: > 0 } of ? char.ToUpperInvariant(of[0]) + of.Substring(1) : "Elements";
        var function = new IrFunction(key, "LanesOf" + index, parameters, [.. copy.Results.Select(result => new IrResult(result.Type))], body) { IsInLanes = true };
        return (new CallOp(key, [.. arguments], loop.Results) { Site = loop.Site, IsAdjoint = loop.IsAdjoint }, function);

        void Visit(Block block)
        {
            foreach (Op op in block.Ops)
            {
                Capture(op.Operands);
                foreach (Block inner in op.Blocks)
                    Visit(inner);
            }

            Capture(block.Terminator.Operands);
        }

        void Capture(Value[] values) => captured.AddRange(values.Where(known.Add));
    }
}
