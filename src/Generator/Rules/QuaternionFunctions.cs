using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>Functions of <c>System.Numerics.Quaternion</c>, and rotations by one. A quaternion is its parts X, Y, Z, W.</summary>
internal static class QuaternionFunctions
{
    private const string Helpers = "global::Fluxion.CompilerServices.Partials.";

    public static Rule[] Rules { get; } =
    [
        new FormulaRule("Quaternion.Negate", "-{0}", Of("q", "op_UnaryNegation", "Negate"), f => VectorFunctions.Each(4, i => f.Negate(f[i]))),
        new FormulaRule("Quaternion.Multiply", "{0} {1}", Of("q,q", "op_Multiply", "Multiply"), f => Product(f, Argument(f, 0), Argument(f, 4))),
        new FormulaRule("Quaternion.Concatenate", "{1} {0}", Of("q,q", "Concatenate"), f => Product(f, Argument(f, 4), Argument(f, 0))),
        new FormulaRule("Quaternion.Inverse", "{0}^{-1}", Of("q", "Inverse"), f => [.. Product(f, Product(f, Result(f), Argument(f, 0)), Result(f)).Select(f.Negate)]),
        new FormulaRule("Quaternion.Divide", "{0} {1}^{-1}", Of("q,q", "op_Division", "Divide"), Divide),
        new FormulaRule("Quaternion.Dot", @"{0} \cdot {1}", Of("q,q", "Dot"), f => [Dot(f, Argument(f, 0), Argument(f, 4))]),
        new FormulaRule("Quaternion.LengthSquared", "|{0}|^2", Of("q", "LengthSquared"), f => [Dot(f, Argument(f, 0), Argument(f, 0))]),
        new FormulaRule("Quaternion.Length", "|{0}|", Of("q", "Length"), VectorFunctions.Length),
        new FormulaRule("Quaternion.Normalize", @"\frac{{0}}{|{0}|}", Of("q", "Normalize"), f => VectorFunctions.Normalized(f, Argument(f, 0), Argument(f, 0))),
        new FormulaRule("Quaternion.CreateFromAxisAngle", @"{0} \sin\tfrac{{1}}{2} + \cos\tfrac{{1}}{2}", ["Quaternion.CreateFromAxisAngle(Vector3,float)"], AxisAngle),
        new FormulaRule("Quaternion.CreateFromYawPitchRoll", "q({0}, {1}, {2})", ["Quaternion.CreateFromYawPitchRoll(float,float,float)"], YawPitchRoll),
        new FormulaRule("Quaternion.Lerp", @"\operatorname{lerp}({0}, {1}, {2})", Of("q,q,float", "Lerp"), Lerp),
        new FormulaRule("Quaternion.Slerp", @"\operatorname{slerp}({0}, {1}, {2})", Of("q,q,float", "Slerp"), Slerp),
        new FormulaRule("Quaternion.Transform2", "{1} {0} {1}^{*}", ["Vector2.Transform(Vector2,Quaternion)"], f => [.. Rotated(f, [f[0], f[1]], Argument(f, 2)).Take(2)]),
        new FormulaRule("Quaternion.Transform3", "{1} {0} {1}^{*}", ["Vector3.Transform(Vector3,Quaternion)"], f => Rotated(f, [f[0], f[1], f[2]], Argument(f, 3))),
        new FormulaRule("Quaternion.Transform4", "{1} {0} {1}^{*}", ["Vector4.Transform(Vector4,Quaternion)"],
            f => [.. Rotated(f, [f[0], f[1], f[2]], Argument(f, 4)), f.Times(f[3], Scale(f, Argument(f, 4)))]),
        new FormulaRule("Quaternion.Transform24", "{1} {0} {1}^{*}", ["Vector4.Transform(Vector2,Quaternion)"],
            f => [.. Rotated(f, [f[0], f[1]], Argument(f, 2)), Scale(f, Argument(f, 2))]),
        new FormulaRule("Quaternion.Transform34", "{1} {0} {1}^{*}", ["Vector4.Transform(Vector3,Quaternion)"],
            f => [.. Rotated(f, [f[0], f[1], f[2]], Argument(f, 3)), Scale(f, Argument(f, 3))]),
    ];

    // Hamilton's product.
    private static Value[] Product(Formula f, Value[] a, Value[] b)
    {
        Value[] cross = VectorFunctions.Cross(f, a, b);
        return
        [
            .. VectorFunctions.Each(3, i => f.Add(f.Times(a[i], b[3]), f.Times(b[i], a[3]), cross[i])),
            f.Subtract(f.Times(a[3], b[3]), f.Sum(3, i => f.Times(a[i], b[i]))),
        ];
    }

    // d(a b⁻¹) = (da − (a b⁻¹) db) b⁻¹
    private static Value[] Divide(Formula f)
    {
        Value[] a = Argument(f, 0), b = Argument(f, 4);
        Value[] change = Product(f, Result(f), b);
        Value norm = Dot(f, b, b);
        Value[] inverse = VectorFunctions.Each(4, i => f.Fixed(f.Divide(i < 3 ? f.Negate(b[i]) : b[i], norm)));
        return Product(f, VectorFunctions.Each(4, i => f.Subtract(a[i], change[i])), inverse);
    }

    private static Value[] AxisAngle(Formula f)
    {
        Value half = f.Constant(0.5), angle = f[3];
        Value sine = f.Call("Sin", f.Times(angle, half));
        return
        [
            .. VectorFunctions.Each(3, i => f.Add(f.Times(f[i], sine), f.Times(angle, f.Fixed(f.Times(half, f[i], f.Result(3)))))),
            f.Negate(f.Times(angle, f.Fixed(f.Times(half, sine)))),
        ];
    }

    // Turning by the yaw comes last, about y: ½ j q. The roll comes first, about z: ½ q k. The pitch is about the x axis that the yaw turns.
    private static Value[] YawPitchRoll(Formula f)
    {
        Value x = f.Result(0), y = f.Result(1), z = f.Result(2), w = f.Result(3);
        Value c = f.Call("Cos", f[0]), s = f.Call("Sin", f[0]);
        Value[] yaw = [z, w, f.Negate(x), f.Negate(y)];
        Value[] pitch =
        [
            f.Add(f.Times(c, w), f.Times(s, y)),
            f.Negate(f.Add(f.Times(c, z), f.Times(s, x))),
            f.Subtract(f.Times(c, y), f.Times(s, w)),
            f.Subtract(f.Times(s, z), f.Times(c, x)),
        ];
        Value[] roll = [y, f.Negate(x), w, f.Negate(z)];
        return VectorFunctions.Each(4, i => f.Add(Half(0, yaw[i]), Half(1, pitch[i]), Half(2, roll[i])));

        Value Half(int angle, Value turned) => f.Times(f[angle], f.Fixed(f.Times(f.Constant(0.5), turned)));
    }

    // The way that is shorter, normalised.
    private static Value[] Lerp(Formula f)
    {
        Value t = f[8], rest = f.Fixed(f.Subtract(f.Constant(1), t));
        Value[] a = Argument(f, 0), b = Argument(f, 4);
        Value sign = Sign(f, Dot(f, a, b)), amount = f.Fixed(f.Times(sign, t));
        Value[] mixed = VectorFunctions.Each(4, i => f.Add(f.Times(a[i], rest), f.Times(b[i], amount)));
        return VectorFunctions.Normalized(f, VectorFunctions.Each(4, i => f.Add(mixed[i], f.Times(t, f.Fixed(f.Subtract(f.Times(sign, b[i]), a[i]))))), mixed);
    }

    // w(c, t)·a ± w(c, 1 − t)·b, with weights that depend on the cosine c of the angle between a and b.
    private static Value[] Slerp(Formula f)
    {
        Value[] a = Argument(f, 0), b = Argument(f, 4);
        Value cosine = Dot(f, a, b), t = f[8];
        Value sign = Sign(f, cosine), rest = f.Subtract(f.Constant(1), t);
        Value first = f.Builder.Pack(NumericForms.Quaternion, a), second = f.Builder.Pack(NumericForms.Quaternion, b);
        Value near = Weight("SlerpWeight", t), far = f.Fixed(f.Times(sign, Weight("SlerpWeight", rest)));
        Value nearByCosine = f.Fixed(f.Times(sign, Weight("SlerpByCosine", t))), farByCosine = Weight("SlerpByCosine", rest);
        Value drift = Weight("SlerpDrift", t), farByAmount = f.Fixed(f.Negate(Weight("SlerpByAmount", rest)));
        return VectorFunctions.Each(4, i => f.Add(
            f.Times(a[i], near),
            f.Times(b[i], far),
            f.Times(cosine, Mixed(i, nearByCosine, farByCosine)),
            f.Times(t, f.Fixed(f.Add(f.Times(f.Subtract(f.Times(sign, b[i]), a[i]), farByAmount), f.Times(a[i], drift))))));

        Value Mixed(int i, Value weightOfA, Value weightOfB) => f.Fixed(f.Add(f.Times(a[i], weightOfA), f.Times(b[i], weightOfB)));
        Value Weight(string helper, Value amount) => f.Builder.Helper(Helpers + helper, IrType.Float, first, second, amount);
    }

    // (s − u·u) v + 2 (u·v) u + 2 w u × v, where s says which of two functions the framework takes for a rotation: see the helper.
    private static Value[] Rotated(Formula f, Value[] v, Value[] q)
    {
        Value[] u = [q[0], q[1], q[2]];
        Value two = f.Constant(2), w = q[3], exact = Exact(f);
        Value uv = f.Times(two, f.Sum(v.Length, i => f.Times(u[i], v[i]))), turn = f.Times(two, w);
        Value uu = f.Sum(3, i => f.Times(u[i], u[i]));
        Value own = f.Add(f.Times(exact, f.Times(w, w)), f.Negate(f.Times(f.Fixed(f.Subtract(two, exact)), uu)), f.Fixed(f.Subtract(f.Constant(1), exact)));
        Value[] cross = v.Length == 3
            ? VectorFunctions.Cross(f, u, v)
            : [f.Negate(f.Times(u[2], v[1])), f.Times(u[2], v[0]), f.Subtract(f.Times(u[0], v[1]), f.Times(u[1], v[0]))];
        return VectorFunctions.Each(3, i =>
        {
            Value turned = f.Add(f.Times(uv, u[i]), f.Times(turn, cross[i]));
            return i < v.Length ? f.Add(f.Times(own, v[i]), turned) : turned;
        });
    }

    // What a rotation does to a fourth part.
    private static Value Scale(Formula f, Value[] q)
    {
        Value exact = Exact(f);
        return f.Add(f.Times(exact, Dot(f, q, q)), f.Fixed(f.Subtract(f.Constant(1), exact)));
    }

    private static Value Exact(Formula f) => f.Builder.External([Helpers + "RotationScale"], IrType.Float, "RotationScale");

    private static Value Dot(Formula f, Value[] a, Value[] b) => f.Sum(4, i => f.Times(a[i], b[i]));

    private static Value Sign(Formula f, Value value)
    {
        Value isNegative = f.Builder.Compare(Operator.Less, value, f.Constant(0));
        return f.Fixed(f.Builder.Select(isNegative, f.Constant(-1), f.Constant(1)));
    }

    private static Value[] Argument(Formula f, int first) => [f[first], f[first + 1], f[first + 2], f[first + 3]];

    private static Value[] Result(Formula f) => [f.Result(0), f.Result(1), f.Result(2), f.Result(3)];

    private static string[] Of(string parameters, params string[] names) => [.. names.Select(name => $"Quaternion.{name}({parameters.Replace("q", "Quaternion")})")];
}
