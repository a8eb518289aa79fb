using System.Numerics;

namespace Fluxion.CompilerServices;

public static partial class Partials
{
    // Where the framework interpolates in a straight line.
    private const float NearlyParallel = 1 - 1e-6f;

    /// <summary>
    /// Which function the framework has for the rotation of a vector by a quaternion. For one of length 1 they are the same, but not their
    /// derivatives: 1 for <c>q v q*</c>, which scales by |q|², and 0 for <c>v + 2 u × (w v + u × v)</c>, as it was before .NET 9.
    /// </summary>
    public static float RotationScale { get; } = Vector3.Transform(Vector3.UnitX, new Quaternion(0, 0, 0, 2)).X > 2 ? 1 : 0;

    /// <summary>The vector with another part at an index.</summary>
    /// <param name="whole">The vector.</param>
    /// <param name="index">The index, from 0 on.</param>
    /// <param name="item">The part.</param>
    /// <returns>The changed one.</returns>
    public static Vector2 WithItem(Vector2 whole, int index, float item)
    {
        whole[index] = item;
        return whole;
    }

    /// <summary>The vector with another part at an index.</summary>
    /// <param name="whole">The vector.</param>
    /// <param name="index">The index, from 0 on.</param>
    /// <param name="item">The part.</param>
    /// <returns>The changed one.</returns>
    public static Vector3 WithItem(Vector3 whole, int index, float item)
    {
        whole[index] = item;
        return whole;
    }

    /// <summary>The vector with another part at an index.</summary>
    /// <param name="whole">The vector.</param>
    /// <param name="index">The index, from 0 on.</param>
    /// <param name="item">The part.</param>
    /// <returns>The changed one.</returns>
    public static Vector4 WithItem(Vector4 whole, int index, float item)
    {
        whole[index] = item;
        return whole;
    }

    /// <summary>The quaternion with another part at an index.</summary>
    /// <param name="whole">The quaternion.</param>
    /// <param name="index">The index, from 0 on.</param>
    /// <param name="item">The part.</param>
    /// <returns>The changed one.</returns>
    public static Quaternion WithItem(Quaternion whole, int index, float item)
    {
        whole[index] = item;
        return whole;
    }

    /// <summary>The weight of the first of two quaternions in <c>Quaternion.Slerp</c>: <c>sin((1 − t)Ω) / sin Ω</c>.</summary>
    /// <param name="a">The first; cos Ω is |a·b|.</param>
    /// <param name="b">The second.</param>
    /// <param name="amount">t.</param>
    /// <returns>The weight.</returns>
    public static float SlerpWeight(Quaternion a, Quaternion b, float amount) =>
        Angle(a, b) is { } angle ? (float)(Math.Sin((1 - (double)amount) * angle) / Math.Sin(angle)) : 1 - amount;

    /// <summary>The partial of <see cref="SlerpWeight"/> by cos Ω.</summary>
    /// <param name="a">The first; cos Ω is |a·b|.</param>
    /// <param name="b">The second.</param>
    /// <param name="amount">t.</param>
    /// <returns>The partial.</returns>
    public static float SlerpByCosine(Quaternion a, Quaternion b, float amount)
    {
        if (Angle(a, b) is not { } angle)
            return 0;
        double rest = 1 - (double)amount, sine = Math.Sin(angle);
        return (float)(((Math.Sin(rest * angle) * Math.Cos(angle)) - (rest * Math.Cos(rest * angle) * sine)) / (sine * sine * sine));
    }

    /// <summary>The partial of <see cref="SlerpWeight"/> by the amount.</summary>
    /// <param name="a">The first; cos Ω is |a·b|.</param>
    /// <param name="b">The second.</param>
    /// <param name="amount">t.</param>
    /// <returns>The partial.</returns>
    public static float SlerpByAmount(Quaternion a, Quaternion b, float amount) =>
        Angle(a, b) is { } angle ? (float)(-angle * Math.Cos((1 - (double)amount) * angle) / Math.Sin(angle)) : -1;

    /// <summary>The sum of the partials of both weights by the amount, in which nothing cancels.</summary>
    /// <param name="a">The first; cos Ω is |a·b|.</param>
    /// <param name="b">The second.</param>
    /// <param name="amount">t.</param>
    /// <returns>The sum.</returns>
    public static float SlerpDrift(Quaternion a, Quaternion b, float amount) =>
        Angle(a, b) is { } angle ? (float)(angle * Math.Sin((0.5 - (double)amount) * angle) / Math.Cos(angle / 2)) : 0;

    // The angle between them; null where the framework goes in a straight line. Near parallel, a cosine in single precision has few of its digits.
    private static double? Angle(Quaternion a, Quaternion b) => MathF.Abs(Quaternion.Dot(a, b)) > NearlyParallel
        ? null
        : Math.Acos(Math.Abs(((double)a.X * b.X) + ((double)a.Y * b.Y) + ((double)a.Z * b.Z) + ((double)a.W * b.W)));
}
