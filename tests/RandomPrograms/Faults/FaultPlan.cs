namespace Fluxion.RandomPrograms.Faults;

/// <summary>Every fault that the random programs must notice.</summary>
public static partial class FaultPlan
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        .. Rules, .. Scalars, .. Branches, .. Loops, .. Storage, .. Memory, .. Objects, .. Inlines, .. States, .. Lists, .. Numerics, .. Tensors, .. Dense, .. Matrices, .. Schedules, .. Calls, .. Facts, .. Tangents, .. Tidying, .. Lowering, .. Emission, .. Contract,
    ];

    private static Fault[] Rules =>
    [
        new(
            "rule.sin", "The partial of Sin is Sin.", "Rules/Trigonometric.cs",
            """(c, factor) => c.Builder.Multiply(factor, c.Call("Cos", c.Operand(0)))""",
            """(c, factor) => c.Builder.Multiply(factor, c.Call("Sin", c.Operand(0)))"""),
        new(
            "rule.cos-sign", "The partial of Cos is +sin(x).", "Rules/Trigonometric.cs",
            """c.Builder.Negate(c.Builder.Multiply(factor, c.Call("Sin", c.Operand(0))))""",
            """c.Builder.Multiply(factor, c.Call("Sin", c.Operand(0)))"""),
        new(
            "rule.tanh-square", "The partial of Tanh is tanh(x)/cosh²(x).", "Rules/Hyperbolic.cs",
            """c.Builder.Multiply(factor, c.Builder.Function("SechSquared",""",
            """c.Builder.Multiply(c.Builder.Multiply(factor, c.Result()), c.Builder.Function("SechSquared","""),
        new(
            "rule.exp-argument", "The partial of Exp is its argument.", "Rules/Exponential.cs",
            """Methods.Everywhere("Exp", 1), (c, factor) => c.Builder.Multiply(factor, c.Result())""",
            """Methods.Everywhere("Exp", 1), (c, factor) => c.Builder.Multiply(factor, c.Operand(0))"""),
        new(
            "rule.log-base", "Logarithms to any base have the partial of the natural one.", "Rules/Logarithms.cs",
            "c.Builder.Divide(factor, c.Builder.Multiply(c.Constant(lnBase), argument))",
            "c.Builder.Divide(factor, argument)"),
        new(
            "rule.sqrt-half", "The partial of Sqrt lacks the factor ½.", "Rules/Roots.cs",
            "b.Divide(factor, b.Multiply(c.Constant(2), c.Result()))",
            "b.Divide(factor, c.Result())"),
        new(
            "rule.pow-count", "x³ has the partial 3x.", "Rules/Powers.cs",
            "for (int i = 1; i < c.Literal(1); i++)",
            "for (int i = 2; i < c.Literal(1); i++)"),
        new(
            "rule.pow-exponent", "Pow has no partial by its exponent.", "Rules/Powers.cs",
            "ByBase, ByExponent)",
            "ByBase)"),
        new(
            "rule.atan2-sign", "Atan2 has the wrong sign in its second partial.", "Rules/InverseTrigonometric.cs",
            "(c, factor) => Quotient(c, factor, 0, -1)",
            "(c, factor) => Quotient(c, factor, 0, 1)"),
        new(
            "rule.abs-one", "The partial of Abs is 1 everywhere.", "Rules/Magnitude.cs",
            "b.Select(b.Compare(Operator.Less, x, zero), b.Negate(factor), notNegative)",
            "notNegative"),
        new(
            "rule.max-loser", "Max and Min pass the adjoint to the operand that lost.", "Rules/Selection.cs",
            "return b.Select(b.Compare(loses, own, other), c.Constant(0), tied);",
            "return b.Select(b.Compare(loses, own, other), tied, c.Constant(0));"),
        new(
            "rule.clamp-above", "Clamp passes its adjoint on beyond the upper bound.", "Rules/Selection.cs",
            "Value inside = Inside(c, factor, 2, Operator.Greater, Operator.GreaterOrEqual, factor);",
            "Value inside = factor;"),
        new(
            "rule.fma-addend", "FusedMultiplyAdd passes nothing to its addend.", "Rules/Fused.cs",
            """
                    (_, factor) => factor,
                ];
            """,
            "    ];"),
    ];

    private static Fault[] Scalars =>
    [
        new(
            "scalar.divide-sign", "The denominator of a quotient gets its adjoint with the wrong sign.", "Differentiation/ReverseSweep.Scalars.cs",
            "_builder.Negate(_builder.Multiply(scaled, Fetch(op.Result)))",
            "_builder.Multiply(scaled, Fetch(op.Result))"),
        new(
            "scalar.reciprocal", "The partial of 1/b is −1/b.", "Differentiation/ReverseSweep.Scalars.cs",
            "_builder.Negate(_builder.Multiply(_builder.Multiply(bar, reciprocal), reciprocal))",
            "_builder.Negate(_builder.Multiply(bar, reciprocal))"),
        new(
            "scalar.saturation", "An exponential that divides in another block is taken to divide in this one.", "Differentiation/ReverseSweep.Scalars.cs",
            " && _structure.BlockOf(value) == block",
            ""),
        new(
            "scalar.multiply-operand", "The left factor's partial is the left factor.", "Differentiation/ReverseSweep.Scalars.cs",
            "Scale(op, bar, factor => _builder.Multiply(factor, Fetch(b)))",
            "Scale(op, bar, factor => _builder.Multiply(factor, Fetch(a)))"),
        new(
            "scalar.subtract-sign", "What is subtracted gets the adjoint with a plus sign.", "Differentiation/ReverseSweep.Scalars.cs",
            "AddBar(b!, _builder.Negate(seed));",
            "AddBar(b!, seed);"),
        new(
            "scalar.float-cast", "A conversion between float and double ends the adjoint.", "Differentiation/ReverseSweep.Scalars.cs",
            "case ConvertOp convert when convert.Operands[0].Type.IsFloating:",
            "case ConvertOp convert when convert.Operands[0].Type == bar.Type:"),
        new(
            "scalar.first-use", "A value used more than once keeps the adjoint of one use: xBar = … instead of xBar += …", "Differentiation/ReverseSweep.cs",
            "contribution = _builder.Add(bar, contribution);",
            "contribution = bar;"),
        new(
            "scalar.sign-moved", "The sign of a denominator is lost where it is moved out of the quotient.", "Ir/Builder.cs",
            "return Negate(Divide(a, minusB));",
            "return Divide(a, minusB);"),
    ];
}
