using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>
/// Functions of <c>System.Numerics.Matrix3x2</c>, whose six numbers are M11, M12, M21, M22, and the translation M31, M32. Vectors are rows:
/// <c>(x, y, 1) M</c>.
/// </summary>
internal static class AffineFunctions
{
    public static Rule[] Rules { get; } =
    [
        Rule("Multiply", "{0} {1}", Of("m,m", "op_Multiply", "Multiply"), Product),
        Rule("Negate", "-{0}", Of("m", "op_UnaryNegation", "Negate"), f => VectorFunctions.Each(6, i => f.Negate(f[i]))),
        Rule("Lerp", "{0} (1 - {2}) + {1} {2}", Of("m,m,float", "Lerp"), VectorFunctions.Lerp),
        Rule("GetDeterminant", @"\det {0}", Of("m", "GetDeterminant"), f => [f.Subtract(f.Times(f[0], f[3]), f.Times(f[2], f[1]))]),
        Rule("Transform", "({0}, 1) {1}", ["Vector2.Transform(Vector2,Matrix3x2)"], f => [f.Add(Turned(f, 0), f[6]), f.Add(Turned(f, 1), f[7])]),
        Rule("TransformNormal", "({0}, 0) {1}", ["Vector2.TransformNormal(Vector2,Matrix3x2)"], f => [Turned(f, 0), Turned(f, 1)]),
        Rule("CreateTranslation", "T({0}, \\ldots)", [.. Of("float,float", "CreateTranslation"), .. Of("Vector2", "CreateTranslation")], f => Linear(f, One(f), Zero(f), Zero(f), One(f), f[0], f[1])),
        Rule("CreateScale", "S({0}, \\ldots)", [.. Of("float,float", "CreateScale"), .. Of("Vector2", "CreateScale")], f => Scale(f, f[0], f[1], 2)),
        Rule("CreateScaleUniform", "S({0})", Of("float", "CreateScale"), f => Scale(f, f[0], f[0], 1)),
        Rule("CreateScaleAbout", "S({0}, \\ldots)", [.. Of("float,float,Vector2", "CreateScale"), .. Of("Vector2,Vector2", "CreateScale")], f => Scale(f, f[0], f[1], 2)),
        Rule("CreateScaleUniformAbout", "S({0}, {1})", Of("float,Vector2", "CreateScale"), f => Scale(f, f[0], f[0], 1)),
        Rule("CreateRotation", "R({0}, \\ldots)", [.. Of("float", "CreateRotation"), .. Of("float,Vector2", "CreateRotation")], Rotation),
        Rule("CreateSkew", "K({0}, {1}, \\ldots)", [.. Of("float,float", "CreateSkew"), .. Of("float,float,Vector2", "CreateSkew")], Skew),
    ];

    private static FormulaRule Rule(string name, string latex, string[] methods, Func<Formula, Value[]> formula) => new("Affine." + name, latex, methods, formula);

    // m is the type itself.
    private static string[] Of(string parameters, params string[] names) =>
        [.. names.Select(name => $"Matrix3x2.{name}({string.Join(",", parameters.Split(',').Select(type => type == "m" ? "Matrix3x2" : type))})")];

    private static Value[] Product(Formula f)
    {
        return [Entry(0, 0), Entry(0, 1), Entry(1, 0), Entry(1, 1), f.Add(Entry(2, 0), f[10]), f.Add(Entry(2, 1), f[11])];

        Value Entry(int row, int column) => f.Add(f.Times(f[2 * row], f[6 + column]), f.Times(f[(2 * row) + 1], f[8 + column]));
    }

    // The vector is 0 and 1, the matrix from 2 on.
    private static Value Turned(Formula f, int column) => f.Add(f.Times(f[0], f[2 + column]), f.Times(f[1], f[4 + column]));

    private static Value[] Linear(Formula f, Value m11, Value m12, Value m21, Value m22, Value? m31 = null, Value? m32 = null) => [m11, m12, m21, m22, m31 ?? Zero(f), m32 ?? Zero(f)];

    // A centre, if there is one, stays where it is.
    private static Value[] Scale(Formula f, Value x, Value y, int center) => f.Arity == center
        ? Linear(f, x, Zero(f), Zero(f), y)
        : Linear(f, x, Zero(f), Zero(f), y, f.Times(f[center], f.Subtract(One(f), x)), f.Times(f[center + 1], f.Subtract(One(f), y)));

    // (c, s) and (−s, c) change by (−s, c) and (−c, −s).
    private static Value[] Rotation(Formula f)
    {
        Value angle = f[0], cosine = f.Result(0), sine = f.Result(1);
        Value byCosine = f.Times(angle, f.Fixed(f.Negate(sine))), bySine = f.Times(angle, f.Fixed(cosine));
        if (f.Arity == 1)
            return Linear(f, byCosine, bySine, f.Negate(bySine), byCosine);
        Value x = f[1], y = f[2], rest = f.Fixed(f.Subtract(One(f), cosine)), turned = f.Fixed(sine);
        return Linear(
            f, byCosine, bySine, f.Negate(bySine), byCosine,
            f.Add(f.Times(x, rest), f.Times(y, turned), f.Times(angle, f.Fixed(f.Add(f.Times(x, sine), f.Times(y, cosine))))),
            f.Add(f.Times(y, rest), f.Negate(f.Times(x, turned)), f.Times(angle, f.Fixed(f.Subtract(f.Times(y, sine), f.Times(x, cosine))))));
    }

    // M12 = tan of the second angle, M21 of the first; a tangent t changes by 1 + t².
    private static Value[] Skew(Formula f)
    {
        Value byFirst = f.Times(f[0], Change(f.Result(2))), bySecond = f.Times(f[1], Change(f.Result(1)));
        if (f.Arity == 2)
            return Linear(f, Zero(f), bySecond, byFirst, Zero(f));
        return Linear(f, Zero(f), bySecond, byFirst, Zero(f), f.Negate(Moved(f[3], f.Result(2), byFirst)), f.Negate(Moved(f[2], f.Result(1), bySecond)));

        Value Change(Value tangent) => f.Fixed(f.Add(One(f), f.Times(tangent, tangent)));
        Value Moved(Value center, Value tangent, Value change) => f.Add(f.Times(center, f.Fixed(tangent)), f.Times(f.Fixed(center), change));
    }

    private static Value Zero(Formula f) => f.Constant(0);

    private static Value One(Formula f) => f.Constant(1);
}
