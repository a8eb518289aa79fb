using Benchmarks.Harness;
using Benchmarks.Models;

namespace Benchmarks.Cases;

/// <summary>A European call by simulation.</summary>
internal sealed class CallCase : Case
{
    private const double Spot = 100, Strike = 105, Rate = 0.03, Volatility = 0.2, Maturity = 1.5;
    private readonly double[] _normals;

    public unsafe CallCase(int paths) : base("Black–Scholes paths", Text($"{paths} paths"))
    {
        _normals = new double[paths];
        Add(Contestant.Value, _ => BlackScholesPaths.Call(Spot, Strike, Rate, Volatility, Maturity, _normals));
        Add(Contestant.Fluxion, g =>
        {
            (double value, g[0], g[1], g[2], g[3], g[4]) = BlackScholesPaths.Gradient_Call(Spot, Strike, Rate, Volatility, Maturity, _normals);
            return value;
        });
        Add(Contestant.Reassociated, g =>
        {
            (double value, g[0], g[1], g[2], g[3], g[4]) = BlackScholesPaths.Gradient_CallReassociated(Spot, Strike, Rate, Volatility, Maturity, _normals);
            return value;
        });
        Add(Contestant.ByHand, g => BlackScholesPaths.CallByHand(Spot, Strike, Rate, Volatility, Maturity, _normals, g));
        AddNative("call_gradient", (address, gradient) =>
        {
            fixed (double* normals = _normals, g = gradient)
            {
                var function = (delegate* unmanaged<double, double, double, double, double, double*, int, double*, double>)address;
                return function(Spot, Strike, Rate, Volatility, Maturity, normals, _normals.Length, g);
            }
        });
    }

    public override int GradientLength => 5;

    public override void Prepare() => MadeUp.Normals(_normals);
}

/// <summary>An Asian call by simulation.</summary>
internal sealed class AsianCallCase : Case
{
    private const double Spot = 100, Strike = 105, Rate = 0.03, Volatility = 0.2, Maturity = 1.5;
    private const int Steps = 52;
    private readonly double[] _normals;

    public unsafe AsianCallCase(int paths) : base("Asian option", Text($"{paths} paths, {Steps} steps"))
    {
        _normals = new double[paths * Steps];
        Add(Contestant.Value, _ => BlackScholesPaths.AsianCall(Spot, Strike, Rate, Volatility, Maturity, Steps, _normals));
        Add(Contestant.Fluxion, g =>
        {
            (double value, g[0], g[1], g[2], g[3], g[4]) = BlackScholesPaths.Gradient_AsianCall(Spot, Strike, Rate, Volatility, Maturity, Steps, _normals);
            return value;
        });
        Add(Contestant.ByHand, g => BlackScholesPaths.AsianCallByHand(Spot, Strike, Rate, Volatility, Maturity, Steps, _normals, g));
        AddNative("asian_call_gradient", (address, gradient) =>
        {
            fixed (double* normals = _normals, g = gradient)
            {
                var function = (delegate* unmanaged<double, double, double, double, double, int, double*, int, double*, double>)address;
                return function(Spot, Strike, Rate, Volatility, Maturity, Steps, normals, paths, g);
            }
        });
    }

    public override int GradientLength => 5;

    public override void Prepare() => MadeUp.Normals(_normals);
}
