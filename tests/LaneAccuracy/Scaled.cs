namespace Fluxion.LaneAccuracy;

/// <summary><c>Significand · 2^Exponent</c>: an exact result that may be below or above what a number holds.</summary>
internal readonly record struct Scaled(DoubleDouble Significand, int Exponent)
{
    public static implicit operator Scaled(DoubleDouble x) => new(x, 0);

    /// <summary>How far a result is from this one, in units in the last place of this one.</summary>
    public double Error(double result)
    {
        double high = Significand.High;
        if (double.IsNaN(high))
            return double.IsNaN(result) ? 0 : double.PositiveInfinity;
        if (high == 0 || !double.IsFinite(high))
            return result == high ? 0 : double.PositiveInfinity;

        int exponent = Math.ILogB(high);
        if (Math.Abs(high) == Math.ScaleB(1, exponent) && Significand.Low * high < 0)
            exponent--;
        if (exponent + Exponent > 1023)
            return result == (high > 0 ? double.PositiveInfinity : double.NegativeInfinity) ? 0 : double.PositiveInfinity;
        int ulp = Math.Max(exponent + Exponent, -1022) - 52;

        // What rounds to 2¹⁰²⁴ or more is infinite: that is 2⁵³ units of the largest numbers.
        double units = double.IsInfinity(result) && exponent + Exponent >= 1023 ? Math.CopySign(Math.ScaleB(1, 53), result) : Math.ScaleB(result, -ulp);
        return Math.Abs((DoubleDouble.Scale(Significand, Exponent - ulp) - units).High);
    }
}
