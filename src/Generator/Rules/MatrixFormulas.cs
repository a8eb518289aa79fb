using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>Matrices that are made of a few numbers: translations, scales, rotations about an axis of coordinates, projections.</summary>
internal static class MatrixFormulas
{
    public static Rule[] Rules { get; } =
    [
        Rule("CreateTranslation", ["float,float,float", "Vector3"], f => Elements(f, (41, f[0]), (42, f[1]), (43, f[2]))),
        Rule("CreateScale", ["float,float,float", "Vector3"], f => Elements(f, (11, f[0]), (22, f[1]), (33, f[2]))),
        Rule("CreateScaleUniform", ["float"], f => Elements(f, (11, f[0]), (22, f[0]), (33, f[0]))),
        Rule("CreateScaleAbout", ["float,float,float,Vector3", "Vector3,Vector3"], f => Scale(f, i => f[i], 3)),
        Rule("CreateScaleUniformAbout", ["float,Vector3"], f => Scale(f, _ => f[0], 1)),
        Rule("CreateRotationX", ["float", "float,Vector3"], f => Rotation(f, 2, 3)),
        Rule("CreateRotationY", ["float", "float,Vector3"], f => Rotation(f, 3, 1)),
        Rule("CreateRotationZ", ["float", "float,Vector3"], f => Rotation(f, 1, 2)),
        Rule("CreatePerspectiveFieldOfView", ["float,float,float,float"], FieldOfView),
        Rule("CreatePerspective", ["float,float,float,float"], f => Elements(f,
            [(11, Ratio(f, Twice(f, f[2]), f[0])), (22, Ratio(f, Twice(f, f[2]), f[1])), .. Depth(f, f[2], f[3])])),
        Rule("CreatePerspectiveOffCenter", ["float,float,float,float,float,float"], f => Elements(f,
            [
                (11, Ratio(f, Twice(f, f[4]), f.Subtract(f[1], f[0]))),
                (22, Ratio(f, Twice(f, f[4]), f.Subtract(f[3], f[2]))),
                (31, Ratio(f, f.Add(f[0], f[1]), f.Subtract(f[1], f[0]))),
                (32, Ratio(f, f.Add(f[3], f[2]), f.Subtract(f[3], f[2]))),
                .. Depth(f, f[4], f[5]),
            ])),
        Rule("CreateOrthographic", ["float,float,float,float"], f => Elements(f,
            [(11, Ratio(f, f.Constant(2), f[0])), (22, Ratio(f, f.Constant(2), f[1])), .. FlatDepth(f, f[2], f[3])])),
        Rule("CreateOrthographicOffCenter", ["float,float,float,float,float,float"], f => Elements(f,
            [
                (11, Ratio(f, f.Constant(2), f.Subtract(f[1], f[0]))),
                (22, Ratio(f, f.Constant(2), f.Subtract(f[3], f[2]))),
                (41, Ratio(f, f.Add(f[0], f[1]), f.Subtract(f[0], f[1]))),
                (42, Ratio(f, f.Add(f[3], f[2]), f.Subtract(f[2], f[3]))),
                .. FlatDepth(f, f[4], f[5]),
            ])),
    ];

    private static FormulaRule Rule(string name, string[] parameters, Func<Formula, Value[]> formula)
    {
        string method = name.Replace("Uniform", "").Replace("About", "");
        return new FormulaRule("Matrix." + name, $@"\operatorname{{{method}}}({{0}}, \ldots)", [.. parameters.Select(types => MatrixFunctions.Of(types, method)[0])], formula);
    }

    // The others are constant.
    private static Value[] Elements(Formula f, params (int Name, Value Value)[] elements)
    {
        Value zero = f.Constant(0);
        var all = Enumerable.Repeat(zero, 16).ToArray();
        foreach ((int name, Value value) in elements)
            all[Position(name)] = value;
        return all;
    }

    // Row and column, from 1 on.
    private static int Position(int name) => (4 * ((name / 10) - 1)) + (name % 10) - 1;

    private static Value[] Scale(Formula f, Func<int, Value> scale, int center) => Elements(f,
    [
        .. Enumerable.Range(0, 3).Select(i => ((11 * i) + 11, scale(i))),
        .. Enumerable.Range(0, 3).Select(i => (41 + i, f.Times(f[center + i], f.Subtract(f.Constant(1), scale(i))))),
    ]);

    // The plane that turns: row i is (c, s), row j (−s, c), and the centre stays where it is.
    private static Value[] Rotation(Formula f, int i, int j)
    {
        Value angle = f[0], cosine = f.Result(Position(11 * i)), sine = f.Result(Position((10 * i) + j));
        Value byCosine = f.Times(angle, f.Fixed(f.Negate(sine))), bySine = f.Times(angle, f.Fixed(cosine));
        List<(int, Value)> elements = [(11 * i, byCosine), (11 * j, byCosine), ((10 * i) + j, bySine), ((10 * j) + i, f.Negate(bySine))];
        if (f.Arity > 1)
        {
            Value a = f[i], b = f[j], rest = f.Fixed(f.Subtract(f.Constant(1), cosine)), turned = f.Fixed(sine);
            elements.Add((40 + i, f.Add(f.Times(a, rest), f.Times(b, turned), f.Times(angle, f.Fixed(f.Add(f.Times(a, sine), f.Times(b, cosine)))))));
            elements.Add((40 + j, f.Add(f.Times(b, rest), f.Negate(f.Times(a, turned)), f.Times(angle, f.Fixed(f.Subtract(f.Times(b, sine), f.Times(a, cosine)))))));
        }

        return Elements(f, [.. elements]);
    }

    // M22 = 1 / tan(angle / 2) changes by −½ (1 + M22²).
    private static Value[] FieldOfView(Formula f)
    {
        Value height = f.Result(Position(22)), width = f.Result(Position(11)), aspect = f[1];
        Value slope = f.Times(f.Constant(-0.5), f.Add(f.Constant(1), f.Times(height, height)));
        return Elements(f,
        [
            (11, f.Subtract(f.Times(f[0], f.Fixed(f.Divide(slope, aspect))), f.Times(aspect, f.Fixed(f.Divide(width, aspect))))),
            (22, f.Times(f[0], f.Fixed(slope))),
            .. Depth(f, f[2], f[3]),
        ]);
    }

    // M33 = far / (near − far) and M43 = near M33, also for a far plane at infinity.
    private static IEnumerable<(int, Value)> Depth(Formula f, Value near, Value far)
    {
        Value ratio = f.Result(Position(33)), range = f.Subtract(near, far);
        Value byFar = f.Divide(f.Divide(near, range), range);
        yield return (33, f.Subtract(f.Times(far, f.Fixed(byFar)), f.Times(near, f.Fixed(f.Divide(ratio, range)))));
        yield return (43, f.Subtract(f.Times(far, f.Fixed(f.Times(near, byFar))), f.Times(near, f.Fixed(f.Times(ratio, ratio)))));
    }

    private static IEnumerable<(int, Value)> FlatDepth(Formula f, Value near, Value far)
    {
        Value range = f.Subtract(near, far);
        yield return (33, f.Divide(f.Constant(1), range));
        yield return (43, f.Divide(near, range));
    }

    private static Value Ratio(Formula f, Value a, Value b) => f.Divide(a, b);

    private static Value Twice(Formula f, Value a) => f.Times(f.Constant(2), a);
}
