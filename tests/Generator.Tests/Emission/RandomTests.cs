using System.Reflection;
using System.Text;
using Fluxion.Generator.Emission;
using Fluxion.Generator.Ir;
using Xunit;

namespace Fluxion.Generator.Tests.Emission;

/// <summary>Random functions give the same bits emitted, compiled and run as interpreted, and call others in the same order.</summary>
public class RandomTests
{
    private const string Callees = """
        public static readonly global::System.Collections.Generic.List<double> Trace = new();
        private static double Seen(double x) { Trace.Add(x); return x * 0.5; }
        private static (double, double) Both(double x, double[] m) { Trace.Add(x); m[3] += x; return (x + m[2], x * 2); }
        """;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Emitted_and_interpreted_agree(int batch)
    {
        const int Size = 150;
        var functions = new List<(IrFunction Function, List<Delivery> Deliveries, string Text)>();
        var source = new StringBuilder("#nullable enable\npublic static class Emitted\n{\n").Append(Callees).Append('\n');
        for (int i = 0; i < Size; i++)
        {
            var (function, deliveries) = new RandomFunctions(batch * Size + i).Make();
            Assert.Null(Verifier.Verify(function));
            string text = Emit(function, deliveries, i);
            functions.Add((function, deliveries, text));
            source.Append(text).Append('\n');
        }

        // CS1718: a variable compared with itself, which random programs do and people do not.
        Type emitted = Compiled.Compile(source.Append("}\n").ToString(), isChecked: false, "CS1718").GetType("Emitted")!;
        var trace = (List<double>)emitted.GetField("Trace")!.GetValue(null)!;
        for (int i = 0; i < Size; i++)
        {
            foreach (var (a, b, n) in new[] { (0.7, -1.3, 2), (-2.0, 0.5, -1), (1.5, 1.5, 5) })
                Compare(functions[i], emitted.GetMethod("F" + i)!, trace, a, b, n, batch * Size + i);
        }
    }

    private static string Emit(IrFunction function, List<Delivery> deliveries, int number)
    {
        var returned = function.Results.Where((_, i) => deliveries[i].Kind == DeliveryKind.Return).Select(r => r.Type.Name);
        string parameters = string.Join(", ", function.Parameters.Select(p => (p.Mode == PassingMode.Ref ? "ref " : "") + $"{p.Type.Name} {p.Name}"));
        var shape = new MethodShape([$"public static ({string.Join(", ", returned)}) F{number}({parameters})"], [], ["a", "b", "n", "m"]);
        return string.Join("\n", MethodEmitter.Emit(new Companion(function, deliveries), shape, [], key => key)) + "\n";
    }

    private static void Compare(
        (IrFunction Function, List<Delivery> Deliveries, string Text) sample, MethodInfo method, List<double> trace, double a, double b, int n, int seed)
    {
        double[] expectedMemory = [1, 2, 3, 4, -1, -2, 0.5, 0.25];
        double[] actualMemory = [.. expectedMemory];
        var expectedTrace = new List<double>();
        object[] results = new Interpreter((name, operands) =>
        {
            bool? isLeftOut = name switch
            {
                "Guard" => (double)operands[0] == 0,
                "ZeroIf" => (bool)operands[0],
                "ZeroUnless" => !(bool)operands[0],
                _ => null,
            };
            if (isLeftOut is { } left)
                return [left ? 0.0 : operands[1]];
            double x = (double)operands[0];
            expectedTrace.Add(x);
            if (name == "Seen")
                return [x * 0.5];
            double[] m = (double[])operands[1];
            m[3] += x;
            return [x + m[2], x * 2];
        }).Run(sample.Function, a, b, n, expectedMemory);

        var expected = new List<object>();
        double delivered = b;
        for (int i = 0; i < results.Length; i++)
        {
            switch (sample.Deliveries[i].Kind)
            {
                case DeliveryKind.Return:
                    expected.Add(results[i]);
                    break;
                case DeliveryKind.Assign:
                    delivered = (double)results[i];
                    break;
                case DeliveryKind.Accumulate:
                    delivered += (double)results[i];
                    break;
            }
        }

        trace.Clear();
        object?[] arguments = [a, b, n, actualMemory];
        var tuple = (System.Runtime.CompilerServices.ITuple)method.Invoke(null, arguments)!;
        var actual = Enumerable.Range(0, tuple.Length).Select(i => tuple[i]!).ToList();
        if (sample.Deliveries.Exists(d => d.Kind != DeliveryKind.Return))
        {
            expected.Add(delivered);
            actual.Add(arguments[1]!);
        }

        expected.AddRange(expectedMemory.Concat(expectedTrace).Cast<object>());
        actual.AddRange(actualMemory.Concat(trace).Cast<object>());
        Assert.True(
            expected.Select(Bits).SequenceEqual(actual.Select(Bits)),
            $"seed {seed}: expected {string.Join(" ", expected)}, got {string.Join(" ", actual)}\n{Printer.Print(sample.Function)}\n{sample.Text}");
    }

    // Every NaN is one: which bits an operation gives it is the machine's business.
    private static long Bits(object value) => value is double number ? BitConverter.DoubleToInt64Bits(double.IsNaN(number) ? double.NaN : number) : (int)value;
}
