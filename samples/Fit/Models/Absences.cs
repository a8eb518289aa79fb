using Fluxion;
using Fluxion.Statistics;

namespace Fit.Models;

/// <summary>Days absent from school: a negative binomial distribution whose mean depends on sex and age.</summary>
public static partial class Absences
{
    /// <summary>The negative logarithm of the likelihood.</summary>
    /// <param name="intercept">The logarithm of the mean of girls in primary school.</param>
    /// <param name="male">What is added for boys.</param>
    /// <param name="age">What is added for each age group but the first.</param>
    /// <param name="size">The variance is mean + mean²/size. Positive.</param>
    /// <param name="children">The observations.</param>
    [Differentiable(Order = 2)]
    public static double NegativeLogLikelihood(double intercept, double male, double[] age, double size, [Constant] Child[] children)
    {
        double sum = 0;
        foreach (Child child in children)
            sum -= NegativeBinomial.LogDensity(child.Days, Math.Exp(LogMean(intercept, male, age, child)), size);
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
