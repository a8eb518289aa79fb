using Fluxion.RealPrograms.Tests.Programs;

namespace Fluxion.RealPrograms.Tests;

/// <summary>The mixture of ADBench, 1000 points in the plane and 5 components, against its hand-written derivative.</summary>
public class GaussianMixtureTests
{
    private const double Tolerance = 1e-9;

    private static readonly ReferenceFile File = ReferenceFile.Read("gmm-d2-k5");
    private static readonly double[] Alphas = File.Numbers("alphas");
    private static readonly double[,] Means = File.Matrix("means", 2);
    private static readonly double[][] Icf = File.Rows("icf", 3);
    private static readonly double[,] X = File.Matrix("x", 2);
    private static readonly Wishart Prior = new(File.Numbers("prior")[0], (int)File.Numbers("prior")[1]);

    [Fact]
    public void Gradient_is_that_of_ADBench()
    {
        var (value, dAlphas, dMeans, dIcf) = GaussianMixture.Gradient_LogPosterior(Alphas, Means, Icf, X, Prior);

        Assert.Equal(GaussianMixture.LogPosterior(Alphas, Means, Icf, X, Prior), value);
        Close.To(File.Number("value"), value, Tolerance);
        Close.To(File.Numbers("dAlphas"), dAlphas, Tolerance);
        Close.To(File.Numbers("dMeans"), dMeans, Tolerance);
        Close.To(File.Numbers("dIcf"), dIcf, Tolerance);
    }

    [Fact]
    public void Tangents_are_its_elements()
    {
        for (int component = 0; component < Alphas.Length; component++)
        {
            double[] direction = new double[Alphas.Length];
            direction[component] = 1;
            var (_, slope) = GaussianMixture.Tangent_LogPosterior(
                Alphas, Means, Icf, X, Prior, direction, new double[Means.Length], [.. Icf.Select(row => new double[row.Length])]);
            Close.To(File.Numbers("dAlphas")[component], slope, Tolerance);
        }
    }
}
