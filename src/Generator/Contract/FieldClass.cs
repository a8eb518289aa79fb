using Fluxion.Generator.Differentiation;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>The nested class whose methods reach private fields of objects: the runtime fills them in, without reflection.</summary>
internal static class FieldClass
{
    private const string Services = "global::System.Runtime.CompilerServices.UnsafeAccessor";

    /// <summary>Unique under overloads.</summary>
    public static string NameOf(Declaration declaration) =>
        $"{declaration.Name}_Fields{(declaration.Ordinal == 0 ? "" : Formatting.Invariant(declaration.Ordinal + 1))}";

    /// <summary>The names of the fields that companions read or write.</summary>
    public static IReadOnlyCollection<string> Used(IEnumerable<CompanionResult> companions) =>
        new HashSet<string>(Ops(companions).OfType<FieldOp>().Select(op => op.Field.Name), StringComparer.Ordinal);

    /// <summary>Null where no companion needs it.</summary>
    public static IReadOnlyList<string>? Write(Declaration declaration, IEnumerable<CompanionResult> companions)
    {
        Op[] ops = [.. Ops(companions)];
        var accesses = new SortedDictionary<(string, string), FieldAccess>();
        foreach (FieldOp op in ops.OfType<FieldOp>())
            Add(op.Field);

        // What is made for the derivatives of an object has arrays as long as the object's.
        foreach (Parameter parameter in declaration.Buffers)
            Arrays(parameter.Type);
        foreach (AllocateLikeOp op in ops.OfType<AllocateLikeOp>())
            Arrays(op.Memory.Type);
        var makers = new SortedDictionary<string, Maker>(StringComparer.Ordinal);
        foreach (Maker maker in ops.OfType<CreateOp>().Select(create => create.Result.Type.Element!.Maker).OfType<Maker>())
        {
            makers[maker.Method] = maker;
            foreach (FieldAccess access in maker.Fields.Select(field => field.Access).OfType<FieldAccess>())
                accesses[(access.Method, access.Owner)] = access;
        }

        if (accesses.Count == 0 && makers.Count == 0)
            return null;
        List<string> lines = [$"private static class {NameOf(declaration)}", "{"];
        foreach (FieldAccess access in accesses.Values)
        {
            if (lines.Count > 2)
                lines.Add("");
            lines.Add($"    [{Services}({Services}Kind.Field, Name = {Text.Literal(access.Field)})]");
            lines.Add($"    public static extern ref {access.Type} {access.Method}({access.Owner} self);");
        }

        foreach (Maker maker in makers.Values)
        {
            if (lines.Count > 2)
                lines.Add("");
            lines.AddRange(Make(maker).Select(line => "    " + line));
        }

        lines.Add("}");
        return lines;

        void Add(IrField field)
        {
            if (field.Access is { } access)
                accesses[(access.Method, access.Owner)] = access;
        }

        void Arrays(IrType type)
        {
            while (type.IsJagged)
                type = type.Element!;
            if (!type.IsObject)
                return;
            foreach (IrField field in type.Element!.Fields.Where(field => field.Type is { IsMemory: true, IsDifferentiable: true } && !field.IsConstant))
            {
                Add(field);
                Arrays(field.Type);
            }
        }
    }

    private static IEnumerable<Op> Ops(IEnumerable<CompanionResult> companions) =>
        companions.SelectMany(result => result.Helpers.Select(helper => helper.Function).Append(result.Companion!.Function)).SelectMany(function => function.Body.AllOps());

    // What the constructor does, the companion has done: here the fields only get what they hold.
    private static IEnumerable<string> Make(Maker maker)
    {
        string made = "made";
        while (maker.Fields.Any(field => field.Parameter == made))
            made += "_";
        yield return $"public static {maker.Class} {maker.Method}({string.Join(", ", maker.Fields.Select(field => $"{field.Type} {field.Parameter}"))})";
        yield return "{";
        yield return $"    var {made} = ({maker.Class})global::System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof({maker.Class}));";
        foreach (MadeField field in maker.Fields)
            yield return $"    {(field.Access is { } access ? $"{access.Method}({made})" : $"{made}.{field.Name}")} = {field.Parameter};";
        yield return $"    return {made};";
        yield return "}";
    }
}
