using Benchmarks.Harness;
using Benchmarks.Models;
using Fluxion.RealPrograms.Tests.Programs;

namespace Benchmarks.Cases;

/// <summary>A level that wanders.</summary>
internal sealed class LocalLevelCase : Case
{
    private const double Level = 0.3, LogSigmaEta = -1, LogSigmaEpsilon = 0.2;
    private readonly double[] _y = new double[10_000];

    public unsafe LocalLevelCase() : base("Kalman filter, local level", "n = 10000")
    {
        Add(Contestant.Value, _ => Kalman.LocalLevel(Level, LogSigmaEta, LogSigmaEpsilon, _y));
        Add(Contestant.Fluxion, g =>
        {
            (double value, g[0], g[1], g[2]) = Kalman.Gradient_LocalLevel(Level, LogSigmaEta, LogSigmaEpsilon, _y);
            return value;
        });
        Add(Contestant.ByHand, g => LocalLevelByHand.Gradient(Level, LogSigmaEta, LogSigmaEpsilon, _y, g));
        AddNative("local_level_gradient", (address, gradient) =>
        {
            fixed (double* y = _y, g = gradient)
                return ((delegate* unmanaged<double, double, double, double*, int, double*, double>)address)(
                    Level, LogSigmaEta, LogSigmaEpsilon, y, _y.Length, g);
        });
    }

    public override int GradientLength => 3;

    public override void Prepare() => MadeUp.Walk(_y, slope: 0);
}

/// <summary>A level and a slope that wander, written out in numbers.</summary>
internal sealed class TrendCase : Case
{
    private const double SigmaLevel = 0.4, SigmaSlope = 0.1, SigmaNoise = 1.2, Damping = 0.9;
    private readonly double[] _y = new double[10_000], _kept = new double[50_000];

    public unsafe TrendCase() : base("Kalman filter, trend", "n = 10000")
    {
        Add(Contestant.Value, _ => Trend.LogLikelihood(SigmaLevel, SigmaSlope, SigmaNoise, Damping, _y));
        Add(Contestant.Fluxion, g =>
        {
            (double value, g[0], g[1], g[2], g[3]) = Trend.Gradient_LogLikelihood(SigmaLevel, SigmaSlope, SigmaNoise, Damping, _y);
            return value;
        });
        Add(Contestant.ByHand, g => Trend.GradientByHand(SigmaLevel, SigmaSlope, SigmaNoise, Damping, _y, _kept, g));
        AddNative("trend_gradient", (address, gradient) =>
        {
            fixed (double* y = _y, g = gradient)
                return ((delegate* unmanaged<double, double, double, double, double*, int, double*, double>)address)(
                    SigmaLevel, SigmaSlope, SigmaNoise, Damping, y, _y.Length, g);
        });
    }

    public override int GradientLength => 4;

    public override void Prepare() => MadeUp.Walk(_y, slope: 0.1);
}

/// <summary>The same in matrices, which each operation makes anew.</summary>
internal sealed class MatrixTrendCase : Case
{
    private const double Damping = 0.9;
    private readonly double[] _sigmas = [0.4, 0.1, 1.2], _y = new double[1000];

    public MatrixTrendCase() : base("Kalman filter, matrices", "n = 1000")
    {
        Add(Contestant.Value, _ => Kalman.Trend(_sigmas, Damping, _y));
        Add(Contestant.Fluxion, g =>
        {
            (double value, g[3]) = Kalman.Gradient_Trend(_sigmas, Damping, _y, g.AsSpan(0, 3));
            return value;
        });
    }

    public override int GradientLength => 4;

    public override void Prepare() => MadeUp.Walk(_y, slope: 0.1);
}
