namespace Fluxion.Statistics;

/// <summary>The exponential distribution.</summary>
public static partial class Exponential
{
    /// <summary>The logarithm of the density; −∞ outside the support.</summary>
    /// <param name="x">Where.</param>
    /// <param name="rate">The rate, one over the mean; positive.</param>
    /// <returns>The logarithm of the density; NaN where a parameter is out of range.</returns>
    [Differentiable(Order = 3)]
    public static double LogDensity(double x, double rate)
    {
        if (!(rate > 0))
            return double.NaN;
        return x < 0 ? double.NegativeInfinity : Math.Log(rate) - rate * x;
    }

    /// <summary>The probability of values up to a value.</summary>
    /// <param name="x">Where.</param>
    /// <param name="rate">The rate, one over the mean; positive.</param>
    /// <returns>The probability, accurate in the lower tail; NaN where a parameter is out of range.</returns>
    public static double Cdf(double x, double rate) =>
        rate > 0 ? x <= 0 ? 0 : -Numerics.Stable.Expm1(-rate * x) : double.NaN;

    /// <summary>The value up to which there is a probability.</summary>
    /// <param name="probability">The probability, from 0 to 1, else NaN is returned.</param>
    /// <param name="rate">The rate, one over the mean; positive.</param>
    /// <returns>The value; NaN where a parameter is out of range.</returns>
    public static double Quantile(double probability, double rate) =>
        rate > 0 && probability is >= 0 and <= 1 ? -Numerics.Stable.Log1p(-probability) / rate : double.NaN;

    /// <summary>A random number.</summary>
    /// <param name="random">Gives what it is made of.</param>
    /// <param name="rate">The rate, one over the mean; positive.</param>
    /// <returns>The number.</returns>
    public static double Sample(Random random, double rate)
    {
        ArgumentNullException.ThrowIfNull(random);
        return -Math.Log(1 - random.NextDouble()) / rate;
    }
}

/// <summary>The gamma distribution with mean shape/rate.</summary>
public static partial class Gamma
{
    // Of Wilson and Hilferty, but for the lower tail: P(a, x) ≈ xᵃ/Γ(a + 1) there.
    private static double Guess(double p, double shape)
    {
        double z = p is > 0 and < 1 ? Special.NormalQuantile(p) : 0, cube = 1 - 1 / (9 * shape) + z / (3 * Math.Sqrt(shape));
        double guess = shape * cube * cube * cube;
        return guess > 0.1 * shape ? guess : Math.Max(Math.Exp((Math.Log(p) + Special.LogGamma(shape + 1)) / shape), 1e-300);
    }

    /// <summary>The logarithm of the density; −∞ outside the support, and at 0 the limit.</summary>
    /// <param name="x">Where.</param>
    /// <param name="shape">The shape; positive.</param>
    /// <param name="rate">The rate; positive.</param>
    /// <returns>The logarithm of the density; NaN where a parameter is out of range.</returns>
    [Differentiable(Order = 3)]
    public static double LogDensity(double x, double shape, double rate)
    {
        if (!(shape > 0 && rate > 0))
            return double.NaN;
        if (x < 0)
            return double.NegativeInfinity;
        if (x <= 0)
            return shape < 1 ? double.PositiveInfinity : shape > 1 ? double.NegativeInfinity : Math.Log(rate) - rate * x;
        double mean = rate * x;
        if (!(shape > Saddlepoint.Large && mean > 0 && mean < double.PositiveInfinity))
            return shape * Math.Log(rate) + (shape - 1) * Math.Log(x) - mean - Special.LogGamma(shape);
        // The rate times the probability of a Poisson count of one less than the shape. The mean rounds, so that the product is added before it does.
        double count = shape - 1;
        return Saddlepoint.LogPoisson(count, mean, Math.FusedMultiplyAdd(-x, rate, count)) + Math.Log(rate);
    }

    /// <summary>The probability of values up to a value.</summary>
    /// <param name="x">Where.</param>
    /// <param name="shape">The shape; positive.</param>
    /// <param name="rate">The rate; positive.</param>
    /// <returns>The probability, accurate in the lower tail; NaN where a parameter is out of range.</returns>
    public static double Cdf(double x, double shape, double rate) =>
        shape > 0 && rate > 0 ? Special.IncompleteGamma(shape, rate * x).Lower : double.NaN;

    /// <summary>The value up to which there is a probability.</summary>
    /// <param name="probability">The probability, from 0 to 1, else NaN is returned.</param>
    /// <param name="shape">The shape; positive.</param>
    /// <param name="rate">The rate; positive.</param>
    /// <returns>The value; NaN where a parameter is out of range.</returns>
    public static double Quantile(double probability, double shape, double rate) =>
        shape > 0 && rate > 0
            ? Quantiles.Continuous(probability, 0, double.PositiveInfinity, Guess(probability, shape), x => Cdf(x, shape, 1), x => LogDensity(x, shape, 1)) / rate
            : double.NaN;

    /// <summary>A random number (G. Marsaglia and W. W. Tsang, ACM Trans. Math. Software 26 (2000) 363–372).</summary>
    /// <param name="random">Gives what it is made of.</param>
    /// <param name="shape">The shape; positive.</param>
    /// <param name="rate">The rate; positive.</param>
    /// <returns>The number.</returns>
    public static double Sample(Random random, double shape, double rate)
    {
        ArgumentNullException.ThrowIfNull(random);
        // Below shape 1, from the distribution of one more.
        if (shape < 1)
            return Sample(random, shape + 1, rate) * Math.Pow(1 - random.NextDouble(), 1 / shape);
        double d = shape - 1.0 / 3, c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double z = Normal.Sample(random), v = 1 + c * z;
            v *= v * v;
            if (v > 0 && Math.Log(1 - random.NextDouble()) < 0.5 * z * z + d - d * v + d * Math.Log(v))
                return d * v / rate;
        }
    }
}

/// <summary>The beta distribution.</summary>
public static partial class Beta
{
    /// <summary>The logarithm of the density; −∞ outside the support, and at its ends the limit.</summary>
    /// <param name="x">Where.</param>
    /// <param name="a">The first shape; positive.</param>
    /// <param name="b">The second shape; positive.</param>
    /// <returns>The logarithm of the density; NaN where a parameter is out of range.</returns>
    [Differentiable(Order = 3)]
    public static double LogDensity(double x, double a, double b)
    {
        if (!(a > 0 && b > 0))
            return double.NaN;
        if (x < 0 || x > 1)
            return double.NegativeInfinity;
        double y = 1 - x;
        if (x <= 0)
            return a < 1 ? double.PositiveInfinity : a > 1 ? double.NegativeInfinity : Math.Log(b) + (b - 1) * Numerics.Stable.Log1p(-x);
        if (x >= 1)
            return b < 1 ? double.PositiveInfinity : b > 1 ? double.NegativeInfinity : Math.Log(a) + (a - 1) * Math.Log(x);
        if (!(a > Saddlepoint.Large || b > Saddlepoint.Large))
            return (a - 1) * Math.Log(x) + (b - 1) * Numerics.Stable.Log1p(-x) - Special.LogBeta(a, b);
        if (!(b > Saddlepoint.Large))
            return OneLarge(Math.Log(x), a, y, b);
        if (!(a > Saddlepoint.Large))
            return OneLarge(Numerics.Stable.Log1p(-x), b, x, a);

        // A binomial probability: of first of first + second. What the products and y lose by rounding is added to first − x (first + second) = y first − x second.
        double first = a - 1, second = b - 1, product = x * second;
        double lost = Math.FusedMultiplyAdd(x, second, -product) - (1 - y - x) * first;
        double difference = Math.FusedMultiplyAdd(y, first, -product) - lost;
        return Saddlepoint.LogBinomial(first, second, x, y, difference) + Math.Log(first + second + 1);
    }

    // By Stirling's formula for log Γ(large) − log Γ(large + small).
    private static double OneLarge(double logOfLarge, double large, double ofSmall, double small)
    {
        double sum = large + small;
        return (large - 1) * logOfLarge + (large - 0.5) * Numerics.Stable.Log1p(small / large) - small + (small - 1) * Math.Log(sum * ofSmall) + Math.Log(sum)
            - Special.LogGamma(small) - Saddlepoint.StirlingError(large) + Saddlepoint.StirlingError(sum);
    }

    /// <summary>The probability of values up to a value.</summary>
    /// <param name="x">Where.</param>
    /// <param name="a">The first shape; positive.</param>
    /// <param name="b">The second shape; positive.</param>
    /// <returns>The probability, accurate in the lower tail; NaN where a parameter is out of range.</returns>
    public static double Cdf(double x, double a, double b) =>
        a > 0 && b > 0 ? Special.IncompleteBeta(x, 1 - x, a, b).Lower : double.NaN;

    /// <summary>The value up to which there is a probability.</summary>
    /// <param name="probability">The probability, from 0 to 1, else NaN is returned.</param>
    /// <param name="a">The first shape; positive.</param>
    /// <param name="b">The second shape; positive.</param>
    /// <returns>The value; NaN where a parameter is out of range.</returns>
    public static double Quantile(double probability, double a, double b) =>
        a > 0 && b > 0 ? Quantiles.Continuous(probability, 0, 1, a / (a + b), x => Cdf(x, a, b), x => LogDensity(x, a, b)) : double.NaN;

    /// <summary>A random number.</summary>
    /// <param name="random">Gives what it is made of.</param>
    /// <param name="a">The first shape; positive.</param>
    /// <param name="b">The second shape; positive.</param>
    /// <returns>The number.</returns>
    public static double Sample(Random random, double a, double b)
    {
        ArgumentNullException.ThrowIfNull(random);
        double first = Gamma.Sample(random, a, 1), second = Gamma.Sample(random, b, 1);
        return first / (first + second);
    }
}

/// <summary>Student's t distribution, moved and scaled.</summary>
public static partial class StudentT
{
    private static double Standard(double z, double degreesOfFreedom)
    {
        double square = z * z, y = square / (degreesOfFreedom + square);
        (double tail, double middle) = Special.IncompleteBeta(degreesOfFreedom / (degreesOfFreedom + square), y, 0.5 * degreesOfFreedom, 0.5);
        return double.IsInfinity(square) ? z < 0 ? 0 : 1 : z < 0 ? tail / 2 : 0.5 + middle / 2;
    }

    private static double Lower(double p, double degreesOfFreedom) => p == 0.5 ? 0 : Quantiles.Continuous(
        p, double.NegativeInfinity, 0, Math.Min(Special.NormalQuantile(p), -1e-300), z => Standard(z, degreesOfFreedom), z => LogDensity(z, degreesOfFreedom, 0, 1));

    /// <summary>The logarithm of the density; −∞ outside the support.</summary>
    /// <param name="x">Where.</param>
    /// <param name="degreesOfFreedom">The degrees of freedom; positive.</param>
    /// <param name="location">The location.</param>
    /// <param name="scale">The scale; positive.</param>
    /// <returns>The logarithm of the density; NaN where a parameter is out of range.</returns>
    [Differentiable(Order = 3)]
    public static double LogDensity(double x, double degreesOfFreedom, double location, double scale)
    {
        if (!(degreesOfFreedom > 0 && scale > 0))
            return double.NaN;
        double z = (x - location) / scale;
        if (degreesOfFreedom > 2 * Saddlepoint.Large)
        {
            // log Γ((ν + 1)/2) − log Γ(ν/2) − ½ log(ν/2) first.
            double half = 0.5 * degreesOfFreedom, more = half + 0.5;
            return Saddlepoint.StirlingError(more) - Saddlepoint.StirlingError(half) - Saddlepoint.Deviance(half, more, -0.5)
                - 0.5 * Saddlepoint.TimesLog1p(degreesOfFreedom, z * z) - 0.5 * Numerics.Stable.Log1p(z * z / degreesOfFreedom) - Saddlepoint.HalfLogTwoPi - Math.Log(scale);
        }

        return -0.5 * (degreesOfFreedom + 1) * Numerics.Stable.Log1p(z * z / degreesOfFreedom) - Special.LogBeta(0.5, 0.5 * degreesOfFreedom) - 0.5 * Math.Log(degreesOfFreedom) - Math.Log(scale);
    }

    /// <summary>The probability of values up to a value.</summary>
    /// <param name="x">Where.</param>
    /// <param name="degreesOfFreedom">The degrees of freedom; positive.</param>
    /// <param name="location">The location.</param>
    /// <param name="scale">The scale; positive.</param>
    /// <returns>The probability, accurate in the lower tail; NaN where a parameter is out of range.</returns>
    public static double Cdf(double x, double degreesOfFreedom, double location, double scale) =>
        degreesOfFreedom > 0 && scale > 0 ? Standard((x - location) / scale, degreesOfFreedom) : double.NaN;

    /// <summary>The value up to which there is a probability.</summary>
    /// <param name="probability">The probability, from 0 to 1, else NaN is returned.</param>
    /// <param name="degreesOfFreedom">The degrees of freedom; positive.</param>
    /// <param name="location">The location.</param>
    /// <param name="scale">The scale; positive.</param>
    /// <returns>The value; NaN where a parameter is out of range.</returns>
    public static double Quantile(double probability, double degreesOfFreedom, double location, double scale) =>
        !(degreesOfFreedom > 0 && scale > 0) ? double.NaN
        : probability > 0.5 ? location - scale * Lower(1 - probability, degreesOfFreedom)
        : location + scale * Lower(probability, degreesOfFreedom);

    /// <summary>A random number.</summary>
    /// <param name="random">Gives what it is made of.</param>
    /// <param name="degreesOfFreedom">The degrees of freedom; positive.</param>
    /// <param name="location">The location.</param>
    /// <param name="scale">The scale; positive.</param>
    /// <returns>The number.</returns>
    public static double Sample(Random random, double degreesOfFreedom, double location, double scale)
    {
        ArgumentNullException.ThrowIfNull(random);
        double chiSquared = Gamma.Sample(random, 0.5 * degreesOfFreedom, 0.5);
        return location + scale * Normal.Sample(random) * Math.Sqrt(degreesOfFreedom / chiSquared);
    }
}
