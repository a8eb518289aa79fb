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

    /// <summary>Null where no companion needs it.</summary>
    public static IReadOnlyList<string>? Write(Declaration declaration, IEnumerable<CompanionResult> companions)
    {
        IrFunction[] functions = [.. companions.SelectMany(result => result.Helpers.Select(helper => helper.Function).Append(result.Companion!.Function))];
        var accesses = new SortedDictionary<(string, string), FieldAccess>();
        foreach (FieldOp op in functions.SelectMany(function => function.Body.AllOps()).OfType<FieldOp>())
            Add(op.Field);

        // What is made for the derivatives of an object has arrays as long as the object's.
        foreach (Parameter parameter in declaration.Buffers)
            Arrays(parameter.Type);
        foreach (AllocateLikeOp op in functions.SelectMany(function => function.Body.AllOps()).OfType<AllocateLikeOp>())
            Arrays(op.Memory.Type);
        if (accesses.Count == 0)
            return null;
        List<string> lines = [$"private static class {NameOf(declaration)}", "{"];
        foreach (FieldAccess access in accesses.Values)
        {
            if (lines.Count > 2)
                lines.Add("");
            lines.Add($"    [{Services}({Services}Kind.Field, Name = {Text.Literal(access.Field)})]");
            lines.Add($"    public static extern ref {access.Type} {access.Method}({access.Owner} self);");
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
}
