using Benchmarks.Harness;
using Benchmarks.Models;
using Fluxion.RealPrograms.Tests.Programs;

namespace Benchmarks.Cases;

/// <summary>The network written for speed.</summary>
internal sealed class LstmCase : Case
{
    private const int Bits = LstmData.Bits, Steps = LstmData.Steps;
    private readonly int _layers;
    private LstmData _data = null!;

    public unsafe LstmCase(int layers) : base("LSTM", Text($"{layers} layers, {Steps} characters"))
    {
        _layers = layers;
        var byHand = new CharacterLstmByHand(Bits, layers, Steps);
        int main = 8 * layers * Bits;
        Add(Contestant.Value, _ => CharacterLstm.Loss(_data.Main, _data.Extra, _data.State, _data.Sequence, Bits));
        Add(Contestant.Fluxion, g => CharacterLstm.Gradient_Loss(
            _data.Main, _data.Extra, _data.State, _data.Sequence, Bits, g.AsSpan(0, main), g.AsSpan(main)));
        Add(Contestant.Reassociated, g => CharacterLstm.Gradient_LossReassociated(
            _data.Main, _data.Extra, _data.State, _data.Sequence, Bits, g.AsSpan(0, main), g.AsSpan(main)));
        Add(Contestant.ByHand, g => byHand.Gradient(_data.Main, _data.Extra, _data.State, _data.Sequence, g.AsSpan(0, main), g.AsSpan(main)));
        AddNative("lstm_gradient", (address, gradient) =>
        {
            fixed (double* m = _data.Main, e = _data.Extra, state = _data.State, sequence = _data.Sequence, g = gradient)
            {
                var function = (delegate* unmanaged<double*, double*, double*, double*, int, int, int, double*, double*, double>)address;
                return function(m, e, state, sequence, Bits, layers, Steps, g, g + main);
            }
        });
    }

    public override int GradientLength => (8 * _layers + 3) * Bits;

    public override void Prepare() => _data = LstmData.Make(_layers);
}

/// <summary>The network as somebody writes it who thinks of readers first: jagged arrays, methods that return arrays, LINQ.</summary>
internal sealed class PlainLstmCase : Case
{
    private const int Bits = LstmData.Bits;
    private readonly int _layers;
    private double[][] _main = null!, _extra = null!, _state = null!, _sequence = null!, _dMain = null!, _dExtra = null!;

    public PlainLstmCase(int layers) : base("LSTM, methods that return arrays", Text($"{layers} layers, {LstmData.Steps} characters"))
    {
        _layers = layers;
        Add(Contestant.Value, _ => Lstm.Loss(_main, _extra, _state, _sequence));
        Add(Contestant.Fluxion, g =>
        {
            double value = Lstm.Gradient_Loss(_main, _extra, _state, _sequence, _dMain, _dExtra);
            int next = 0;
            foreach (double[] row in _dMain.Concat(_dExtra))
            {
                row.CopyTo(g, next);
                next += row.Length;
            }
            return value;
        });
    }

    public override int GradientLength => (8 * _layers + 3) * Bits;

    public override void Prepare()
    {
        var data = LstmData.Make(_layers);
        (_main, _extra) = ([.. data.Main.Chunk(4 * Bits)], [.. data.Extra.Chunk(Bits)]);
        (_state, _sequence) = ([.. data.State.Chunk(Bits)], [.. data.Sequence.Chunk(Bits)]);
        (_dMain, _dExtra) = ([.. _main.Select(row => new double[row.Length])], [.. _extra.Select(row => new double[row.Length])]);
    }
}

/// <summary>Weights and characters, made up.</summary>
internal sealed record LstmData(double[] Main, double[] Extra, double[] State, double[] Sequence)
{
    public const int Bits = 14, Steps = 1023;

    public static LstmData Make(int layers)
    {
        var random = new Random(20260101);
        return new LstmData(
            MadeUp.Normals(8 * layers * Bits, 0.7), MadeUp.Normals(3 * Bits, 0.5), MadeUp.Normals(2 * layers * Bits, 0.3),
            [.. Enumerable.Range(0, (Steps + 1) * Bits).Select(_ => (double)random.Next(2))]);
    }
}
