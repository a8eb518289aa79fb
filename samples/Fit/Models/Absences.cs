using Fluxion;

namespace Fit.Models;

/// <summary>Days absent from school: a negative binomial distribution whose mean depends on sex and age.</summary>
public static partial class Absences
{
    /// <summary>
    /// The negative logarithm of the likelihood, with the probability Γ(d + s)/(Γ(s) d!) · (s/(s + μ))ˢ (μ/(s + μ))ᵈ of d days (J. F. Lawless, Canadian Journal of
    /// Statistics 15 (1987) 209–225).
    /// </summary>
    /// <param name="intercept">The logarithm of the mean μ of girls in primary school.</param>
    /// <param name="male">What is added for boys.</param>
    /// <param name="age">What is added for each age group but the first.</param>
    /// <param name="size">s: the variance is μ + μ²/s. Positive.</param>
    /// <param name="children">The observations.</param>
    [Differentiable(Order = 2)]
    public static double NegativeLogLikelihood(double intercept, double male, double[] age, double size, [Constant] Child[] children)
    {
        if (!(size > 0))
            return double.NaN;

        double sum = 0;
        foreach (Child child in children)
        {
            double logMean = LogMean(intercept, male, age, child);

            // Γ(d + s)/(Γ(s) d!) is the product of (s + k)/(k + 1) for k < d.
            double logTotal = Math.Log(size + Math.Exp(logMean));
            sum -= size * (Math.Log(size) - logTotal) + child.Days * (logMean - logTotal);
            for (int k = 0; k < child.Days; k++)
                sum -= Math.Log((size + k) / (k + 1));
        }

        return sum;
    }

    /// <summary>The mean days of each child.</summary>
    /// <param name="intercept">The logarithm of the mean of girls in primary school.</param>
    /// <param name="male">What is added for boys.</param>
    /// <param name="age">What is added for each age group but the first.</param>
    /// <param name="children">The children.</param>
    [Differentiable]
    public static double[] Mean(double intercept, double male, double[] age, [Constant] Child[] children)
    {
        var mean = new double[children.Length];
        for (int i = 0; i < mean.Length; i++)
            mean[i] = Math.Exp(LogMean(intercept, male, age, children[i]));
        return mean;
    }

    private static double LogMean(double intercept, double male, double[] age, Child child)
    {
        double logMean = intercept;
        if (child.IsMale)
            logMean += male;
        if (child.Age > 0)
            logMean += age[child.Age - 1];
        return logMean;
    }
}
