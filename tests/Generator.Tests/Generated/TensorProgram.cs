using System.Globalization;
using System.Text;

namespace Fluxion.Generator.Tests.Generated;

/// <summary>
/// A random sequence of calls of <c>TensorPrimitives</c> on parts of four buffers, many of them in place, as C# and as numbers with
/// tangents (dual numbers), which share nothing with the generator.
/// </summary>
internal sealed class TensorProgram
{
    public const int Length = 8;

    private static readonly string[] Buffers = ["x", "y", "t", "u"];
    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly List<string> _scalars = ["a"];

    public TensorProgram(int seed, int number)
    {
        _random = new Random(seed);
        _text.AppendLine($"[Differentiable] public static double F{number}(double[] x, Span<double> y, double a)\n{{");
        _text.AppendLine("double[] t = new double[8]; Span<double> u = stackalloc double[8];");
        Action<State> body = Block(6 + _random.Next(6), 2);
        (string last, Action<State> end) = Reduction();
        _text.AppendLine($"return {last} + a * t[3] + u[5];\n}}");
        Text = _text.ToString();
        Run = state =>
        {
            body(state);
            end(state);
            state.Result = state.Scalars["s"] + (state.Scalars["a"] * state.Buffers["t"][3]) + state.Buffers["u"][5];
        };
    }

    public string Text { get; }

    public Action<State> Run { get; }

    /// <summary>A number and its tangent.</summary>
    public readonly record struct Dual(double Value, double Dot)
    {
        public static implicit operator Dual(double value) => new(value, 0);

        public static Dual operator +(Dual a, Dual b) => new(a.Value + b.Value, a.Dot + b.Dot);

        public static Dual operator -(Dual a, Dual b) => new(a.Value - b.Value, a.Dot - b.Dot);

        public static Dual operator *(Dual a, Dual b) => new(a.Value * b.Value, (a.Dot * b.Value) + (a.Value * b.Dot));

        public static Dual operator /(Dual a, Dual b) => new(a.Value / b.Value, ((a.Dot * b.Value) - (a.Value * b.Dot)) / (b.Value * b.Value));

        public Dual Then(double value, double slope) => new(value, slope * Dot);
    }

    public sealed class State(Dual[] x, Dual[] y, Dual a)
    {
        public Dictionary<string, Dual[]> Buffers { get; } = new() { ["x"] = x, ["y"] = y, ["t"] = new Dual[Length], ["u"] = new Dual[Length] };

        public Dictionary<string, Dual> Scalars { get; } = new() { ["a"] = a };

        public Dual Result { get; set; }
    }

    private readonly record struct Part(string Buffer, int Start, int Count)
    {
        public string Text => Count == Length ? Buffer : Buffer is "x" or "t" ? $"{Buffer}.AsSpan({Start}, {Count})" : $"{Buffer}.Slice({Start}, {Count})";

        public Dual[] Of(State state) => state.Buffers[Buffer][Start..(Start + Count)];

        public void Set(State state, IEnumerable<Dual> values) => values.ToArray().CopyTo(state.Buffers[Buffer], Start);
    }

    private Part Pick(int count) => new(Buffers[_random.Next(Buffers.Length)], count == Length ? 0 : 4 * _random.Next(2), count);

    private Action<State> Block(int statements, int depth)
    {
        var all = new List<Action<State>>();
        for (int i = 0; i < statements; i++)
            all.Add(Statement(depth));
        return state => all.ForEach(statement => statement(state));
    }

    private Action<State> Statement(int depth)
    {
        int scalars = _scalars.Count;
        switch (_random.Next(depth > 0 ? 12 : 9))
        {
            case 0 or 1:
                (string text, Action<State> reduce) = Reduction();
                string name = "r" + _text.Length.ToString(CultureInfo.InvariantCulture);
                _text.AppendLine($"double {name} = {text};\n{name} /= 2 + {name} * {name};");
                _scalars.Add(name);
                return state =>
                {
                    reduce(state);
                    Dual s = state.Scalars["s"];
                    state.Scalars[name] = s / (2 + (s * s));
                };
            case 9:
                string index = "k" + _text.Length.ToString(CultureInfo.InvariantCulture);
                _text.AppendLine($"for (int {index} = 0; {index} < 3; {index}++)\n{{");
                Action<State> body = Block(3, depth - 1);
                _text.AppendLine("}");
                _scalars.RemoveRange(scalars, _scalars.Count - scalars);
                return state =>
                {
                    for (int k = 0; k < 3; k++)
                        body(state);
                };
            case 10:
                _text.AppendLine("if (x[1] > y[2])\n{");
                Action<State> then = Block(2, depth - 1);
                _text.AppendLine("}\nelse\n{");
                _scalars.RemoveRange(scalars, _scalars.Count - scalars);
                Action<State> otherwise = Block(2, depth - 1);
                _text.AppendLine("}");
                _scalars.RemoveRange(scalars, _scalars.Count - scalars);
                return state => (state.Buffers["x"][1].Value > state.Buffers["y"][2].Value ? then : otherwise)(state);
            case 11:
                string counter = "n" + _text.Length.ToString(CultureInfo.InvariantCulture);
                _text.AppendLine($"int {counter} = 0; while (true)\n{{");
                Action<State> before = Block(2, depth - 1);
                _text.AppendLine($"if (++{counter} > 2) break;");
                Action<State> after = Block(1, depth - 1);
                _text.AppendLine("}");
                _scalars.RemoveRange(scalars, _scalars.Count - scalars);
                return state =>
                {
                    for (int n = 0; ;)
                    {
                        before(state);
                        if (++n > 2)
                            break;
                        after(state);
                    }
                };
            default:
                return Map();
        }
    }

    private Action<State> Map()
    {
        int count = _random.Next(3) == 0 ? 4 : Length;
        Part target = Pick(count), first = _random.Next(2) == 0 ? target : Pick(count);
        switch (_random.Next(3))
        {
            case 0:
                (string name, Func<Dual[], IEnumerable<Dual>> function) = Unary[_random.Next(Unary.Length)];
                _text.AppendLine($"TensorPrimitives.{name}<double>({first.Text}, {target.Text});");
                return state => target.Set(state, function(first.Of(state)));
            case 1:
                (string binary, Func<Dual, Dual, Dual> two) = Binary[_random.Next(Binary.Length)];
                (string text, Func<State, Dual[]> second) = Operand(count, target, binary != "Hypot");
                _text.AppendLine($"TensorPrimitives.{binary}<double>({first.Text}, {text}, {target.Text});");
                return state => target.Set(state, first.Of(state).Zip(second(state), two));
            default:
                (string ternary, Func<Dual, Dual, Dual, Dual> three) = Ternary[_random.Next(Ternary.Length)];
                (string b, Func<State, Dual[]> ofB) = Operand(count, target, canBeScalar: true);
                (string c, Func<State, Dual[]> ofC) = Operand(count, target, !_scalars.Contains(b));
                _text.AppendLine($"TensorPrimitives.{ternary}<double>({first.Text}, {b}, {c}, {target.Text});");
                return state => target.Set(state, first.Of(state).Zip(ofB(state), ofC(state)).Select(p => three(p.First, p.Second, p.Third)).ToArray());
        }
    }

    // What stands for a span: a part of a buffer, or a scalar.
    private (string Text, Func<State, Dual[]> Of) Operand(int count, Part target, bool canBeScalar)
    {
        if (canBeScalar && _random.Next(3) == 0)
        {
            string scalar = _scalars[_random.Next(_scalars.Count)];
            return (scalar, state => [.. Enumerable.Repeat(state.Scalars[scalar], count)]);
        }

        Part part = _random.Next(3) == 0 ? target : Pick(count);
        return (part.Text, part.Of);
    }

    private (string Text, Action<State> Run) Reduction()
    {
        int count = _random.Next(2) == 0 ? 4 : Length;
        Part first = Pick(count);
        Part second = _random.Next(4) == 0 ? first : Pick(count);
        if (_random.Next(2) == 0)
        {
            (string name, Func<Dual[], Dual> one) = One[_random.Next(One.Length)];
            return ($"TensorPrimitives.{name}<double>({first.Text})", state => state.Scalars["s"] = one(first.Of(state)));
        }

        return ($"TensorPrimitives.Dot<double>({first.Text}, {second.Text})",
            state => state.Scalars["s"] = Sum(first.Of(state).Zip(second.Of(state), (p, q) => p * q)));
    }

    private static Dual Sum(IEnumerable<Dual> values) => values.Aggregate((Dual)0, (sum, value) => sum + value);

    private static readonly (string Name, Func<Dual[], IEnumerable<Dual>> Function)[] Unary =
    [
        ("Tanh", x => x.Select(v => v.Then(Math.Tanh(v.Value), 1 - (Math.Tanh(v.Value) * Math.Tanh(v.Value))))),
        ("Sin", x => x.Select(v => v.Then(Math.Sin(v.Value), Math.Cos(v.Value)))),
        ("Sigmoid", x => x.Select(v => v.Then(1 / (1 + Math.Exp(-v.Value)), 1 / ((1 + Math.Exp(-v.Value)) * (1 + Math.Exp(v.Value)))))),
        ("Negate", x => x.Select(v => 0 - v)),
        ("SoftMax", x =>
        {
            Dual[] e = [.. x.Select(v => v.Then(Math.Exp(v.Value), Math.Exp(v.Value)))];
            Dual sum = Sum(e);
            return e.Select(v => v / sum);
        }),
    ];

    private static readonly (string Name, Func<Dual, Dual, Dual> Function)[] Binary =
    [
        ("Add", (a, b) => a + b),
        ("Subtract", (a, b) => a - b),
        ("Multiply", (a, b) => a * b),
        ("Hypot", (a, b) => Math.Sqrt((a.Value * a.Value) + (b.Value * b.Value)) is var h && h == 0 ? 0 : new Dual(h, ((a.Value * a.Dot) + (b.Value * b.Dot)) / h)),
    ];

    private static readonly (string Name, Func<Dual, Dual, Dual, Dual> Function)[] Ternary =
    [
        ("MultiplyAdd", (a, b, c) => (a * b) + c),
        ("AddMultiply", (a, b, c) => (a + b) * c),
        ("Lerp", (a, b, c) => (a * (1 - c)) + (b * c)),
    ];

    private static readonly (string Name, Func<Dual[], Dual> Function)[] One =
    [
        ("Sum", Sum),
        ("SumOfSquares", x => Sum(x.Select(v => v * v))),
        ("Average", x => Sum(x) / x.Length),
        ("Product", x => x.Aggregate((Dual)1, (product, value) => product * value)),
        ("Norm", x => Sum(x.Select(v => v * v)) is var sum && sum.Value == 0 ? 0 : sum.Then(Math.Sqrt(sum.Value), 0.5 / Math.Sqrt(sum.Value))),
    ];
}
