using System.Runtime.Intrinsics;

namespace Fluxion.CompilerServices;

internal static partial class Vectors
{
    /// <remarks>
    /// arctan x = b + arctan t with t = x, (x − 1)/(x + 1) or −1/x and b = 0, π/4 or π/2, so that |t| ≤ tan(π/8); what t loses to rounding is kept.
    /// </remarks>
    public static Vector256<double> Atan(Vector256<double> x)
    {
        // From 2⁵³ on the result is π/2, rounded.
        Vector256<double> a = Clamp(Vector256.Abs(x), 0, 1e18), one = Vector256<double>.One, zero = Vector256<double>.Zero;
        Vector256<double> above = Vector256.GreaterThan(a, Vector256.Create(0.41421356237309503));
        Vector256<double> far = Vector256.GreaterThan(a, Vector256.Create(2.414213562373095));
        Vector256<double> middle = Vector256.AndNot(above, far);

        Vector256<double> less = a - one, more = a + one, part = more - a;
        Vector256<double> numerator = Vector256.ConditionalSelect(far, -one, Vector256.ConditionalSelect(above, less, a));
        Vector256<double> denominator = Vector256.ConditionalSelect(far, a, Vector256.ConditionalSelect(above, more, one));
        Vector256<double> numeratorLow = (a - (less + one)) & middle;
        Vector256<double> denominatorLow = ((a - (more - part)) + (one - part)) & middle;
        Vector256<double> reciprocal = one / denominator;
        Vector256<double> t = numerator * reciprocal;
        Vector256<double> low = (Vector256.FusedMultiplyAdd(-t, denominator, numerator) + numeratorLow - t * denominatorLow) * reciprocal;

        Vector256<double> z = t * t;
        Vector256<double> tail = Vector256.FusedMultiplyAdd(t * z, AtanTail(z), low * (one - z));
        Vector256<double> b = Vector256.ConditionalSelect(far, Vector256.Create(HalfPi), Vector256.Create(0.5 * HalfPi) & middle);
        Vector256<double> bLow = Vector256.ConditionalSelect(far, Vector256.Create(HalfPiLow), Vector256.Create(0.5 * HalfPiLow) & middle);
        Vector256<double> sum = b + t;
        return CopySign(sum + ((t - (sum - b)) + (tail + bLow)), x);
    }

    /// <remarks>A polynomial up to ½; π/2 − 2·arcsin √((1 − |x|)/2) above, where the radicand is exact and the rounding of the root is kept.</remarks>
    public static Vector256<double> Asin(Vector256<double> x)
    {
        Vector256<double> a = Vector256.Abs(x), far = Vector256.GreaterThan(a, Vector256.Create(0.5));
        Vector256<double> u = AsinArgument(a, far, out Vector256<double> tail);
        Vector256<double> halfPi = Vector256.Create(HalfPi), twice = u + u;
        Vector256<double> sum = halfPi - twice;
        Vector256<double> large = sum + ((halfPi - sum) - twice + (Vector256.Create(HalfPiLow) - (tail + tail)));
        return CopySign(Vector256.ConditionalSelect(far, large, u + tail), x);
    }

    /// <remarks>π/2 − arcsin x up to ½; 2·arcsin √((1 − x)/2) above and π less that of −x below.</remarks>
    public static Vector256<double> Acos(Vector256<double> x)
    {
        Vector256<double> a = Vector256.Abs(x), far = Vector256.GreaterThan(a, Vector256.Create(0.5));
        Vector256<double> u = AsinArgument(a, far, out Vector256<double> tail);
        Vector256<double> scale = Vector256.ConditionalSelect(far, Vector256.Create(2.0), Vector256.Create(-1.0)) ^ (x & Sign);
        Vector256<double> pi = Vector256.Create(2 * HalfPi) & Vector256.LessThan(x, Vector256<double>.Zero);
        Vector256<double> b = Vector256.ConditionalSelect(far, pi, Vector256.Create(HalfPi));
        Vector256<double> bLow = b * Vector256.Create(HalfPiLow / HalfPi);
        Vector256<double> term = scale * u;
        Vector256<double> sum = b + term;
        return sum + ((term - (sum - b)) + Vector256.FusedMultiplyAdd(scale, tail, bLow));
    }

    // arcsin of |x|, or of √((1 − |x|)/2) where it is far from 0, as a sum; NaN above 1.
    private static Vector256<double> AsinArgument(Vector256<double> a, Vector256<double> far, out Vector256<double> tail)
    {
        Vector256<double> half = Vector256.Create(0.5), one = Vector256<double>.One;
        Vector256<double> z = Vector256.ConditionalSelect(far, (one - a) * half, a * a);
        Vector256<double> root = Vector256.Sqrt(z);
        Vector256<double> u = Vector256.ConditionalSelect(far, root, a);
        Vector256<double> divisor = Vector256.ConditionalSelect(Vector256.Equals(root, Vector256<double>.Zero), one, root + root);
        Vector256<double> low = (Vector256.FusedMultiplyAdd(-root, root, z) / divisor) & far;
        tail = Vector256.FusedMultiplyAdd(u * z, AsinTail(z), low);
        return u;
    }

    // (arctan t − t)/t³ as a function of t², for |t| ≤ tan(π/8).
    private static Vector256<double> AtanTail(Vector256<double> z)
    {
        Vector256<double> w = z * z;
        Vector256<double> even = MultiplyAdd(Vector256.Create(-0.017907346666886672), w, -0.05039330935868005);
        Vector256<double> odd = MultiplyAdd(Vector256.Create(0.03806495769676674), w, 0.058478974134787795);
        even = MultiplyAdd(even, w, -0.06663105458077166);
        odd = MultiplyAdd(odd, w, 0.07692060361946865);
        even = MultiplyAdd(even, w, -0.09090897767086543);
        odd = MultiplyAdd(odd, w, 0.11111110783814787);
        even = MultiplyAdd(even, w, -0.14285714280204034);
        odd = MultiplyAdd(odd, w, 0.19999999999953663);
        even = MultiplyAdd(even, w, -0.333333333333332);
        return Vector256.FusedMultiplyAdd(odd, z, even);
    }

    // (arcsin u − u)/u³ as a function of u², for |u| ≤ ½.
    private static Vector256<double> AsinTail(Vector256<double> z)
    {
        Vector256<double> w = z * z;
        Vector256<double> even = MultiplyAdd(Vector256.Create(0.03267702118697042), w, 0.021763646441337266);
        Vector256<double> odd = MultiplyAdd(Vector256.Create(-0.021077502139209867), w, 0.0036829822946671874);
        even = MultiplyAdd(even, w, 0.010786544497297199);
        odd = MultiplyAdd(odd, w, 0.011397773324854399);
        even = MultiplyAdd(even, w, 0.0139809617608272);
        odd = MultiplyAdd(odd, w, 0.017351600067949464);
        even = MultiplyAdd(even, w, 0.022372215661473644);
        odd = MultiplyAdd(odd, w, 0.030381942683584424);
        even = MultiplyAdd(even, w, 0.04464285717512118);
        odd = MultiplyAdd(odd, w, 0.07499999999970262);
        even = MultiplyAdd(even, w, 0.16666666666666763);
        return Vector256.FusedMultiplyAdd(odd, z, even);
    }
}
