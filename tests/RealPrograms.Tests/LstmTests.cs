using Fluxion.RealPrograms.Tests.Programs;

namespace Fluxion.RealPrograms.Tests;

/// <summary>The network of ADBench, 2 layers and 1024 characters, against its hand-written derivative.</summary>
public class LstmTests
{
    private const double Tolerance = 1e-9;
    private const int Bits = 14;

    private static readonly ReferenceFile File = ReferenceFile.Read("lstm-l2-c1024");
    private static readonly double[][] Main = File.Rows("main", 4 * Bits);
    private static readonly double[][] Extra = File.Rows("extra", Bits);
    private static readonly double[][] State = File.Rows("state", Bits);
    private static readonly double[][] Sequence = [.. File.Words("sequence").Select(bits => bits.Select(bit => bit - (double)'0').ToArray())];

    [Fact]
    public void Gradient_is_that_of_ADBench()
    {
        var (value, dMain, dExtra) = Lstm.Gradient_Loss(Main, Extra, State, Sequence);

        Assert.Equal(Lstm.Loss(Main, Extra, State, Sequence), value);
        Close.To(File.Number("value"), value, Tolerance);
        Close.To(File.Numbers("dMain"), dMain, Tolerance);
        Close.To(File.Numbers("dExtra"), dExtra, Tolerance);
    }

    [Fact]
    public void Gradient_leaves_the_state_alone()
    {
        double[][] state = File.Rows("state", Bits);
        Lstm.Gradient_Loss(Main, Extra, state, Sequence[..5]);
        Assert.Equal(State, state);
    }
}
