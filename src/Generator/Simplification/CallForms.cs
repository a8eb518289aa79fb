using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;

namespace Fluxion.Generator.Simplification;

/// <summary>
/// Writes calls of functions of structs as C# has them, once they have been differentiated: the arguments put together, the call, the
/// result taken apart. What comes out of one call whole goes into the next one whole.
/// </summary>
internal static class CallForms
{
    public static void Write(IrFunction function)
    {
        Write(function.Body);
        var substitution = new Substitution();
        var parameters = function.Parameters.Where(p => p.Content is not null && p.Whole is not null).ToDictionary(p => p.Content!);

        Join(function.Body, substitution, parameters);
        if (!substitution.IsEmpty)
            substitution.Apply(function.Body);
    }

    private static void Write(Block block)
    {
        List<Op> ops = block.Ops;
        if (ops.Exists(op => op is FunctionOp { Form: not null }))
            block.Ops = new List<Op>(ops.Count);
        foreach (Op op in ops)
        {
            foreach (Block inner in op.Blocks)
                Write(inner);
            if (op is FunctionOp { Form: { } form } call)
                Write(block, call, form);
            else if (block.Ops != ops)
                block.Ops.Add(op);
        }
    }

    private static void Write(Block block, FunctionOp call, CallForm form)
    {
        var builder = new Builder(block) { Site = call.Site, IsAdjoint = call.IsAdjoint };
        var arguments = new Value[form.Arguments.Length];
        int next = 0;
        for (int i = 0; i < arguments.Length; i++)
        {
            StructForm? argument = form.Arguments[i];
            arguments[i] = argument is null ? call.Operands[next] : builder.Pack(argument, [.. call.Operands.Skip(next).Take(argument.Members.Length)]);
            next += argument?.Members.Length ?? 1;
        }

        if (form.Result is not { } result)
        {
            builder.Append(new ExternalOp(form.Text, arguments, call.Results, isPure: true, call.Rule));
            return;
        }

        Value whole = builder.External(form.Text, result.Type, call.Rule, arguments);
        for (int i = 0; i < call.Results.Length; i++)
            builder.Append(new ExternalOp(["", result.Members[i]], [whole], [call.Results[i]], isPure: true, result.Type.Name));
    }

    // new Complex(z.Real, z.Imaginary) is z.
    private static void Join(Block block, Substitution substitution, Dictionary<Value, IrParameter> parameters)
    {
        for (int i = 0; i < block.Ops.Count; i++)
        {
            if (block.Ops[i] is ExternalOp { IsPure: true, Results: [{ } packed] } pack && NumericForms.Find(packed.Type.Name) is { } form && pack.Text.SequenceEqual(form.Construction))
            {
                if (Whole(pack, form) is { } whole)
                    substitution.Replace(packed, whole);
                else if (Parameter(pack, form, parameters) is { } name)
                    block.Ops[i] = new ExternalOp([name], [], [packed], isPure: true, pack.DisplayName) { Site = pack.Site, IsAdjoint = pack.IsAdjoint, IsDerived = pack.IsDerived };
            }

            foreach (Block inner in block.Ops[i].Blocks)
                Join(inner, substitution, parameters);
        }
    }

    private static Value? Whole(ExternalOp pack, StructForm form)
    {
        Value? whole = null;
        for (int i = 0; i < pack.Operands.Length; i++)
        {
            if (pack.Operands[i].Definition is not ExternalOp { Text: ["", var member], Operands: [var source] } || member != form.Members[i] || source.Type != form.Type
                || (whole is not null && source != whole))
                return null;
            whole = source;
        }

        return whole;
    }

    // A parameter of a marked method has the C# that reads it for its name.
    private static string? Parameter(ExternalOp pack, StructForm form, Dictionary<Value, IrParameter> parameters)
    {
        string? whole = null;
        for (int i = 0; i < pack.Operands.Length; i++)
        {
            if (!parameters.TryGetValue(pack.Operands[i], out IrParameter? parameter) || parameter.Whole!.Type != form.Type || !parameter.Name.EndsWith(form.Members[i], StringComparison.Ordinal))
                return null;
            string prefix = parameter.Name.Substring(0, parameter.Name.Length - form.Members[i].Length);
            if (whole is not null && whole != prefix)
                return null;
            whole = prefix;
        }

        return whole;
    }
}
