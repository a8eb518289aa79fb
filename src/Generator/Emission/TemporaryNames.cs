using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;

namespace Fluxion.Generator.Emission;

/// <summary>Names for values that nobody named, after the operation that computes them.</summary>
internal static class TemporaryNames
{
    public static string For(Variable variable, Func<Value, string> nameOf)
    {
        foreach (Value value in variable.Values)
        {
            if (value.Definition is { } op and not (IfOp or LoopOp or ForOp))
                return For(op, nameOf);
        }

        return variable.Type.Kind switch
        {
            TypeKind.Integer => "n",
            TypeKind.Bool => "condition",
            TypeKind.Memory => "buffer",
            _ => "t",
        };
    }

    private static string For(Op op, Func<Value, string> nameOf) => op switch
    {
        FunctionOp { Rule: "Exp" } => "e",
        TensorReductionOp reduction => Camel(reduction.Function.Substring(0, reduction.Function.IndexOf('/'))),
        FunctionOp function => Camel(MarkedMethodRule.Of(function.Rule)?.Method ?? function.Rule.Substring(function.Rule.LastIndexOf('.') + 1)),
        ArithmeticOp { Code: Operator.Greater } arithmetic when IsZero(arithmetic.Operands[1]) => "positive",
        ArithmeticOp { Code: Operator.Less } arithmetic when IsZero(arithmetic.Operands[1]) => "negative",
        ArithmeticOp { Result.Type.Kind: TypeKind.Bool } => "condition",
        ArithmeticOp { Result.Type.Kind: TypeKind.Integer } => "n",
        ArithmeticOp { Code: Operator.Add } => "s",
        ArithmeticOp { Code: Operator.Subtract } => "r",
        ArithmeticOp { Code: Operator.Divide } => "q",
        LoadOp { Memory.Definition: FieldOp { Field: var part } } load => load.Result.Type.IsMemory ? Camel(part.Name.TrimStart('@', '_')) : Element(load, nameOf),
        LoadOp { Result.Type.Kind: TypeKind.Memory } => "row",
        LoadOp load => Element(load, nameOf),
        LengthOp => "length",
        SliceOp => "slice",
        CreateOp => "created",
        AllocateOp or AllocateLikeOp => "buffer",
        SnapshotOp snapshot when Local(snapshot.Memory, nameOf) is { } name => name + "Old",
        TapeOp { Result.Type.Element: { } element } => element.Kind switch
        {
            TypeKind.Double => "tape",
            _ => "tape" + Pascal(element.Name),
        },
        CallOp => "result",
        ConstantOp { Content: "null" or "default" } => "none",
        ConstantOp => "constant",
        ExternalOp { Text: ["", ['.', .. var member]], Operands: [{ Definition: ExternalOp whole }] } part when NumericForms.Find(part.DisplayName) is not null && NumericForms.IsKnown(whole.DisplayName) =>
            Numeric(whole.DisplayName) + member.Replace(".", ""),
        ExternalOp { Rule: not null, Text: [var companion, ..] } when companion.Length > 0 => companion.Substring(companion.LastIndexOf('.') + 1).StartsWith("Gradient_", StringComparison.Ordinal) ? "gradient" : "products",
        ExternalOp external when NumericForms.IsKnown(external.DisplayName) => Numeric(external.DisplayName),
        ExternalOp => "v",
        _ => op.Results[0].Type.Kind switch
        {
            TypeKind.Integer => "n",
            TypeKind.Bool => "condition",
            _ => "t",
        },
    };

    // The quotient of Complex.Divide, the root of Complex.Sqrt: what belongs to a type is called after what follows.
    private static string Numeric(string rule) => rule.Substring(rule.LastIndexOf('.') + 1).TrimEnd('2', '3', '4') switch
    {
        "Divide" => "quotient",
        "Multiply" => "product",
        "Negate" => "negative",
        "Sqrt" => "root",
        var name => Camel(name),
    };

    // x[i] is called xi, as on paper, and weights[i] weightsI.
    private static string Element(LoadOp load, Func<Value, string> nameOf)
    {
        if (load.Memory.Definition is FieldOp field)
            return Local(FieldOp.Whole(field.Memory), nameOf) is { } whole and not "this" ? whole + Pascal(field.Field.Name) : Camel(field.Field.Name.TrimStart('@'));
        if (Local(load.Memory, nameOf) is not { } memory)
            return "element";
        string name = memory;
        foreach (Value index in load.Indices)
        {
            if (index.Definition is not null || index.Name is not { Length: 1 } letter)
                return memory + "Element";
            name += memory.Length > 1 ? char.ToUpperInvariant(letter[0]).ToString() : letter;
        }

        return name;
    }

    private static string? Local(Value value, Func<Value, string> nameOf) =>
        value.Name ?? (value.Definition is null && Names.IsIdentifier(nameOf(value)) ? nameOf(value) : null);

    private static bool IsZero(Value value) => Builder.IsConstant(value, 0) || value.Definition is ConstantOp { Content: int and 0 };

    // What follows from a user's name may be a keyword.
    private static string Camel(string name) => name.Length == 0 ? "t" : char.ToLowerInvariant(name[0]) + name.Substring(1) is var camel && Names.Escape(camel) == camel ? camel : camel + "Value";

    private static string Pascal(string type)
    {
        int start = type.LastIndexOf('.') + 1;
        string name = new([.. type.Substring(start).Where(char.IsLetterOrDigit)]);
        return name.Length == 0 ? "" : char.ToUpperInvariant(name[0]) + name.Substring(1);
    }
}
