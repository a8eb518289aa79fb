namespace Fluxion.RealPrograms.Tests.Programs;

/// <summary>The Wishart prior of a mixture's inverse covariances.</summary>
/// <param name="Gamma">The scale.</param>
/// <param name="M">The degrees of freedom beyond the dimension plus one.</param>
public readonly record struct Wishart(double Gamma, int M);
