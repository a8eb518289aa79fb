using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>
/// Functions of <c>System.Numerics.Vector2</c>, <c>Vector3</c> and <c>Vector4</c> whose bits depend on how the framework orders or fuses
/// their operations.
/// </summary>
internal static class VectorFunctions
{
    private static readonly string[] Types = ["Vector2", "Vector3", "Vector4"];

    public static Rule[] Rules { get; } =
    [
        new ItemRule(),
        new ItemChangeRule(),
        new FormulaRule("Vector.Negate", "-{0}", [.. Of("op_UnaryNegation", "v"), .. Of("Negate", "v")], f => Each(f.Arity, i => f.Negate(f[i]))),
        new FormulaRule("Vector.Dot", @"{0} \cdot {1}", Of("Dot", "v,v"), f => [f.Sum(f.Arity / 2, i => f.Times(f[i], f[(f.Arity / 2) + i]))]),
        new FormulaRule("Vector.LengthSquared", "|{0}|^2", Of("LengthSquared", "v"), f => [f.Sum(f.Arity, i => f.Times(f[i], f[i]))]),
        new FormulaRule("Vector.Length", "|{0}|", Of("Length", "v"), Length),
        new FormulaRule("Vector.DistanceSquared", "|{0} - {1}|^2", Of("DistanceSquared", "v,v"), f => [f.Sum(f.Arity / 2, i => Square(f, Difference(f, i)))]),
        new FormulaRule("Vector.Distance", "|{0} - {1}|", Of("Distance", "v,v"), f => [f.Sum(f.Arity / 2, i => f.Times(Difference(f, i), Direction(f, Difference(f, i))))]),
        new FormulaRule("Vector.Normalize", @"\frac{{0}}{|{0}|}", Of("Normalize", "v"), f => Normalized(f, Each(f.Arity, i => f[i]), Each(f.Arity, i => f[i]))),
        new FormulaRule("Vector.Cross", @"{0} \times {1}", ["Vector3.Cross(Vector3,Vector3)"], f => Cross(f, [f[0], f[1], f[2]], [f[3], f[4], f[5]])),
        new FormulaRule("Vector.PlaneCross", @"{0} \times {1}", ["Vector2.Cross(Vector2,Vector2)"], f => [f.Subtract(f.Times(f[0], f[3]), f.Times(f[1], f[2]))]),
        new FormulaRule("Vector.Lerp", "{0} (1 - {2}) + {1} {2}", Of("Lerp", "v,v,float"), Lerp),
        new FormulaRule("Vector.Reflect", @"{0} - 2 ({0} \cdot {1}) {1}", [.. Of("Reflect", "v,v").Where(method => method[6] != '4')], Reflect),
        new FormulaRule("Vector.Sum", @"\sum {0}", Of("Sum", "v"), f => [f.Sum(f.Arity, i => f[i])]),
        Elementwise("Max", "v,v"), Elementwise("Min", "v,v"), Elementwise("MaxNative", "v,v"), Elementwise("MinNative", "v,v"),
        Elementwise("MaxNumber", "v,v"), Elementwise("MinNumber", "v,v"), Elementwise("MaxMagnitude", "v,v"), Elementwise("MinMagnitude", "v,v"),
        Elementwise("MaxMagnitudeNumber", "v,v"), Elementwise("MinMagnitudeNumber", "v,v"), Elementwise("CopySign", "v,v"), Elementwise("Hypot", "v,v"),
        Elementwise("Exp", "v"), Elementwise("Log", "v"), Elementwise("Log2", "v"), Elementwise("Sin", "v"), Elementwise("Cos", "v"),
        Elementwise("DegreesToRadians", "v"), Elementwise("RadiansToDegrees", "v"),
        Elementwise("FusedMultiplyAdd", "v,v,v"), Elementwise("MultiplyAddEstimate", "v,v,v"),
        new ElementwiseRule("Vector.LerpEach", Scalar("Lerp"), Of("Lerp", "v,v,v")),
    ];

    /// <summary>The change of <c>y / |y|</c>, which is the result: what is across y of the change of y, over |y|. Nothing cancels in it.</summary>
    /// <param name="f">The formula.</param>
    /// <param name="x">What changes as y does.</param>
    /// <param name="y">The vector.</param>
    public static Value[] Normalized(Formula f, Value[] x, Value[] y)
    {
        Value length = f.Fixed(f.Call("Sqrt", f.Sum(y.Length, i => f.Times(y[i], y[i]))));
        var across = new Value?[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = i + 1; j < x.Length; j++)
            {
                Value turn = f.Subtract(f.Times(f.Result(j), x[i]), f.Times(f.Result(i), x[j]));
                across[i] = Sum(f, across[i], f.Times(f.Result(j), turn));
                across[j] = Sum(f, across[j], f.Negate(f.Times(f.Result(i), turn)));
            }
        }

        return [.. across.Select(part => f.Divide(part!, length))];
    }

    public static Value[] Cross(Formula f, Value[] a, Value[] b) =>
    [
        f.Subtract(f.Times(a[1], b[2]), f.Times(a[2], b[1])),
        f.Subtract(f.Times(a[2], b[0]), f.Times(a[0], b[2])),
        f.Subtract(f.Times(a[0], b[1]), f.Times(a[1], b[0])),
    ];

    /// <summary>At 0, the smallest subgradient: 0.</summary>
    public static Value[] Length(Formula f) => [f.Sum(f.Arity, i => f.Times(f[i], Direction(f, f[i])))];

    public static Value[] Each(int count, Func<int, Value> part) => [.. Enumerable.Range(0, count).Select(part)];

    private static Value Direction(Formula f, Value part)
    {
        Value isZero = f.Builder.Compare(Operator.Equal, f.Result(), f.Constant(0));
        return f.Fixed(f.Builder.Select(isZero, f.Constant(0), f.Divide(part, f.Result()), isKink: true));
    }

    /// <summary>The partial by the amount is b − a, before anything is rounded.</summary>
    public static Value[] Lerp(Formula f)
    {
        int n = f.Arity / 2;
        Value t = f[2 * n], rest = f.Fixed(f.Subtract(f.Constant(1), t));
        return Each(n, i => f.Add(f.Times(f[i], rest), f.Times(f[n + i], f.Fixed(t)), f.Times(t, f.Fixed(f.Subtract(f[n + i], f[i])))));
    }

    private static Value[] Reflect(Formula f)
    {
        int n = f.Arity / 2;
        Value twice = f.Times(f.Constant(2), f.Sum(n, i => f.Times(f[i], f[n + i])));
        return Each(n, i => f.Subtract(f[i], f.Times(twice, f[n + i])));
    }

    private static Value Difference(Formula f, int part) => f.Subtract(f[part], f[(f.Arity / 2) + part]);

    private static Value Square(Formula f, Value a) => f.Times(a, a);

    private static Value Sum(Formula f, Value? a, Value b) => a is null ? b : f.Add(a, b);

    private static ElementwiseRule Elementwise(string name, string parameters) => new("Vector." + name, Scalar(name), Of(name, parameters));

    private static Rule Scalar(string key) => RuleBook.All.First(rule => rule.Key == key);

    // v is the type itself.
    private static string[] Of(string name, string parameters) => [.. Types.Select(type => $"{type}.{name}({parameters.Replace("v", type)})")];
}
