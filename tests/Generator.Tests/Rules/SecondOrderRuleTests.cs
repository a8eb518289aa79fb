using System.Globalization;
using Fluxion.Generator.Differentiation;
using Fluxion.Generator.Emission;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;
using Xunit;

namespace Fluxion.Generator.Tests.Rules;

/// <summary>
/// Hessian and third derivative of <c>w · f(x, …)</c> in all its variables for every rule: second and third derivatives computed with mpmath (see make_second.py), and first ones
/// (see make_partials.py) where the weight is differentiated as well, also where it is 0.
/// </summary>
public class SecondOrderRuleTests
{
    private sealed record Row(string Rule, int Result, int First, int Second, double Expected, object[] Arguments, int Third = -1);

    private static readonly ILookup<string, Row> Table = Read("second.csv").ToLookup(row => row.Rule);
    private static readonly ILookup<string, Row> Thirds = Read("third.csv").ToLookup(row => row.Rule);

    // 1/p² and 1/(1 − p)² cancel where the second derivative vanishes, at ½.
    private static double Tolerance(string key) => key == "Logit" ? 1e-10 : 1e-11;

    public static TheoryData<string> Rules => PartialsTests.Rules;

    [Theory]
    [MemberData(nameof(Rules))]
    public void Second_derivatives_are_those_of_mpmath(string key)
    {
        Assert.NotEmpty(Table[key]);
        List<string> wrong = [];
        foreach (Row row in Table[key])
        {
            foreach (string method in Methods(key))
            {
                // Literal operands get expressions of their own, with the same value.
                for (int literals = 0; literals < 1 << row.Arguments.Length; literals++)
                {
                    if ((literals >> row.First & 1) == 1 || (literals >> row.Second & 1) == 1)
                        continue;
                    const double Weight = -2.5;
                    double[] products = Product(method, row, literals, Weight, row.Second);
                    double scale = Math.Abs(Weight * row.Expected);
                    if (!(Math.Abs(products[row.First] - (Weight * row.Expected)) <= (scale == 0 ? 1e-15 : Tolerance(key) * scale)))
                        wrong.Add(Describe(method, row, literals, products[row.First], Weight * row.Expected));
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count}:\n" + string.Join('\n', wrong.Take(12)));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Third_derivatives_are_those_of_mpmath(string key)
    {
        Assert.NotEmpty(Thirds[key]);
        List<string> wrong = [];
        foreach (Row row in Thirds[key])
        {
            foreach (string method in Methods(key))
            {
                for (int literals = 0; literals < 1 << row.Arguments.Length; literals++)
                {
                    if (new[] { row.First, row.Second, row.Third }.Any(operand => (literals >> operand & 1) == 1))
                        continue;
                    const double Weight = -2.5;
                    double[] thirds = Product(method, row, literals, Weight, row.Second, row.Third);
                    double scale = Math.Abs(Weight * row.Expected);
                    if (!(Math.Abs(thirds[row.First] - (Weight * row.Expected)) <= (scale == 0 ? 1e-15 : Tolerance(key) * scale)))
                        wrong.Add(Describe(method, row, literals, thirds[row.First], Weight * row.Expected));
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count}:\n" + string.Join('\n', wrong.Take(12)));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_is_0_now_may_change(string key)
    {
        List<string> wrong = [];
        foreach (Row row in Table[key].Where(row => row.First == row.Second))
        {
            foreach (string method in Methods(key))
            {
                // d²(w f) / dw dx = df/dx, whatever w is.
                double expected = RuleRunner.Scale(method, row.First, row.Result, 1, row.Arguments, _ => false, IrType.Double) ?? 0;
                int weight = row.Arguments.Length;
                double[] byWeight = Product(method, row, 0, 0, weight), byOperand = Product(method, row, 0, 0, row.First);
                foreach (double actual in new[] { byWeight[row.First], byOperand[weight] })
                {
                    if (!(Math.Abs(actual - expected) <= 1e-13 * Math.Abs(expected)))
                        wrong.Add(Describe(method, row, 0, actual, expected));
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count}:\n" + string.Join('\n', wrong.Take(12)));
    }

    // Of the Hessian of w · f, the column of one variable, or of the third derivative, that of two: those of the operands come first, then the weight.
    private static double[] Product(string method, Row row, int literals, double weight, int column, int? second = null)
    {
        var block = new Block();
        var builder = new Builder(block);
        Rule rule = RuleBook.Find(method)!;
        var parameters = new List<IrParameter>();
        Value[] operands = [.. row.Arguments.Select((argument, i) => (literals >> i & 1) == 1 ? builder.Literal(argument, RuleRunner.TypeOf(argument)) : Parameter("x" + i, RuleRunner.TypeOf(argument)))];
        Value w = Parameter("w", IrType.Double);
        Value[] results = rule.Key.StartsWith("SinCos", StringComparison.Ordinal) ? [new(IrType.Double), new(IrType.Double)] : [new(IrType.Double)];
        builder.Append(new FunctionOp(rule.Key, RuleRunner.Callee(method), operands, results));
        block.Terminator = Terminator.Yield(builder.Arithmetic(Operator.Multiply, w, results[row.Result]));
        var function = new IrFunction("F", "F", parameters, [new IrResult(IrType.Double)], block);
        var module = new IrModule(function, new Dictionary<string, IrFunction>(), []);
        ParameterNames[] names = [.. parameters.Select(p => new ParameterNames("d" + p.Name, p.Name + "Bar", p.Name + "Dot") { Product = "h" + p.Name, SecondDot = p.Name + "Dot2", SecondProduct = "h2" + p.Name, Third = "t" + p.Name })];
        CompanionResult built = CompanionBuilder.Build(module, new CompanionRequest(second is null ? CompanionKind.HessianVector : CompanionKind.ThirdDerivative, names), default);
        Assert.Empty(built.Findings);
        IrFunction companion = built.Companion!.Function;

        int[] differentiated = [.. Enumerable.Range(0, parameters.Count).Where(i => parameters[i].IsDifferentiated)];
        string direction = column == row.Arguments.Length ? "wDot" : $"x{column}Dot", secondDirection = $"x{second}Dot2";
        var line = new StraightLine();
        foreach (IrParameter parameter in companion.Parameters)
        {
            line.Set(parameter.Content!, parameter.Name == "w" ? weight : parameter.Name.Contains("Dot", StringComparison.Ordinal) ? parameter.Name == direction || parameter.Name == secondDirection ? 1.0 : 0.0
                : row.Arguments[int.Parse(parameter.Name.AsSpan(1), CultureInfo.InvariantCulture)]);
        }

        line.Run(companion.Body);
        var products = new double[row.Arguments.Length + 1];
        for (int i = 0; i < differentiated.Length; i++)
        {
            string name = parameters[differentiated[i]].Name;
            int place = name == "w" ? row.Arguments.Length : int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture);
            products[place] = (double)line.Get(companion.Body.Terminator.Operands[1 + ((second is null ? 1 : 3) * differentiated.Length) + i]);
        }

        return products;

        Value Parameter(string name, IrType type)
        {
            var value = new Value(type, name);
            parameters.Add(new IrParameter(value, name, type, PassingMode.Value, IsConstant: false));
            return value;
        }
    }

    private static IEnumerable<string> Methods(string key) => RuleBook.Get(key).Methods.Where(method => !method.StartsWith("MathF.", StringComparison.Ordinal) && !method.StartsWith("float.", StringComparison.Ordinal));

    private static string Describe(string method, Row row, int literals, double actual, double expected) => string.Create(
        CultureInfo.InvariantCulture,
        $"{method} {row.First} {row.Second} {(row.Third < 0 ? "" : row.Third)} ({string.Join(", ", row.Arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture)))}) literals {literals}: {actual:R}, not {expected:R}");

    private static IEnumerable<Row> Read(string file)
    {
        using Stream stream = typeof(SecondOrderRuleTests).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            int integer = cells[0] is "RootN" or "ScaleB" ? 1 : -1;
            int operands = file == "third.csv" ? 3 : 2;
            object[] arguments = [.. cells.Skip(3 + operands).Select((cell, i) => i == integer ? int.Parse(cell, CultureInfo.InvariantCulture) : (object)double.Parse(cell, CultureInfo.InvariantCulture))];
            yield return new Row(
                cells[0], int.Parse(cells[1], CultureInfo.InvariantCulture), int.Parse(cells[2], CultureInfo.InvariantCulture), int.Parse(cells[3], CultureInfo.InvariantCulture),
                double.Parse(cells[2 + operands], CultureInfo.InvariantCulture), arguments, operands == 3 ? int.Parse(cells[4], CultureInfo.InvariantCulture) : -1);
        }
    }
}
