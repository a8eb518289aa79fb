namespace OptionGreeks.Models;

/// <summary>What the prices of options move with. The gradient of a price is a <see cref="Market"/>, too: each field holds a Greek.</summary>
/// <param name="Spot">The price of the underlying. The derivative is delta.</param>
/// <param name="Volatility">A year. The derivative is vega.</param>
/// <param name="Rate">The interest rate, continuously compounded. The derivative is rho.</param>
/// <param name="Yield">The dividend yield, continuously compounded.</param>
/// <param name="Time">Today, in years. The derivative is theta, a year.</param>
public readonly record struct Market(double Spot, double Volatility, double Rate, double Yield, double Time);
