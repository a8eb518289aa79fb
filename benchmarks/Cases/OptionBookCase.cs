using Benchmarks.Harness;
using Benchmarks.Models;

namespace Benchmarks.Cases;

/// <summary>A million independent small gradients: delta, vega and the derivative by maturity of each option, and that of the book by the rate.</summary>
internal sealed class OptionBookCase : Case
{
    private const double Rate = 0.03;
    private readonly int _n;
    private readonly double[] _spots, _volatilities, _maturities, _strikes, _prices;

    public unsafe OptionBookCase(int options) : base("option book", Text($"{options} options"))
    {
        _n = options;
        (_spots, _volatilities, _maturities, _strikes, _prices) = (new double[_n], new double[_n], new double[_n], new double[_n], new double[_n]);
        Add(Contestant.Value, _ => OptionBook.Value(_spots, _volatilities, _maturities, Rate, _strikes, _prices));
        Add(Contestant.Fluxion, g =>
        {
            (double value, g[3 * _n]) = OptionBook.Gradient_Value(
                _spots, _volatilities, _maturities, Rate, _strikes, _prices, g.AsSpan(0, _n), g.AsSpan(_n, _n), g.AsSpan(2 * _n, _n));
            return value;
        });
        Add(Contestant.Reassociated, g =>
        {
            (double value, g[3 * _n]) = OptionBook.Gradient_ValueReassociated(
                _spots, _volatilities, _maturities, Rate, _strikes, _prices, g.AsSpan(0, _n), g.AsSpan(_n, _n), g.AsSpan(2 * _n, _n));
            return value;
        });
        Add(Contestant.OneByOne, g => OptionBook.OneByOne(
            _spots, _volatilities, _maturities, Rate, _strikes, _prices, g.AsSpan(0, _n), g.AsSpan(_n, _n), g.AsSpan(2 * _n, _n), out g[3 * _n]));
        Add(Contestant.ByHand, g => OptionBook.ByHand(
            _spots, _volatilities, _maturities, Rate, _strikes, _prices, g.AsSpan(0, _n), g.AsSpan(_n, _n), g.AsSpan(2 * _n, _n), out g[3 * _n]));
        AddNative("option_book_gradient", (address, gradient) =>
        {
            fixed (double* spots = _spots, volatilities = _volatilities, maturities = _maturities, strikes = _strikes, prices = _prices, g = gradient)
            {
                var function = (delegate* unmanaged<double*, double*, double*, double, double*, int, double*, double*, double>)address;
                return function(spots, volatilities, maturities, Rate, strikes, _n, prices, g);
            }
        }, isTaped: _n <= 10_000);
    }

    public override int GradientLength => 3 * _n + 1;

    public override void Prepare()
    {
        var random = new Random(20260101);
        for (int i = 0; i < _n; i++)
        {
            _spots[i] = 80 + 40 * random.NextDouble();
            _strikes[i] = 80 + 40 * random.NextDouble();
            _volatilities[i] = 0.1 + 0.3 * random.NextDouble();
            _maturities[i] = 0.25 + 2 * random.NextDouble();
        }
    }
}
