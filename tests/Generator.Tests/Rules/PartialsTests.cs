using System.Globalization;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;
using Xunit;

namespace Fluxion.Generator.Tests.Rules;

/// <summary>Every rule against partials computed with mpmath: see make_partials.py.</summary>
public class PartialsTests
{
    // Four rounded operations and functions of about one unit in the last place each.
    private const double Ulps = 8;

    // .NET computes x^(1/n) with a rounded 1/n; the partial is made of that root.
    private static readonly Dictionary<string, double> Looser = new() { ["double.RootN/2"] = 32 };

    private sealed record Row(string Rule, IrType Type, int Result, int Operand, double Partial, object[] Arguments);

    private static readonly ILookup<string, Row> Table = Read().ToLookup(row => row.Rule);

    public static TheoryData<string> Rules =>
    [
        .. RuleBook.All.Where(rule => !rule.IsPiecewiseConstant && !rule.Key.StartsWith("Bit", StringComparison.Ordinal)).Select(rule => rule.Key),
    ];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Partials_are_those_of_mpmath(string key)
    {
        Assert.NotEmpty(Table[key]);
        List<string> wrong = [];
        foreach (Row row in Table[key])
        {
            foreach (string method in RuleBook.Get(key).Methods.Where(method => Takes(method, row.Type)))
            {
                // Literal operands get expressions of their own, with the same value.
                for (int literals = 0; literals < 1 << row.Arguments.Length; literals++)
                {
                    if ((literals >> row.Operand & 1) == 0)
                        Check(row, method, literals, wrong);
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {Table[key].Count()}:\n" + string.Join('\n', wrong.Take(12)));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_factor_of_zero_gives_zero(string key)
    {
        foreach (Row row in Table[key])
        {
            foreach (string method in RuleBook.Get(key).Methods.Where(method => Takes(method, row.Type)))
                Assert.Equal(0, RuleRunner.Scale(method, row.Operand, row.Result, 0, row.Arguments, _ => false, row.Type) ?? 0);
        }
    }

    private static void Check(Row row, string method, int literals, List<string> wrong)
    {
        const double Factor = -2.5;
        double actual = RuleRunner.Scale(method, row.Operand, row.Result, Factor, row.Arguments, i => (literals >> i & 1) == 1, row.Type) ?? 0;
        double expected = Factor * row.Partial;
        double unit = row.Type.Kind == TypeKind.Float ? Math.ScaleB(1, -23) : Math.ScaleB(1, -52);
        double error = actual == expected ? 0 : Math.Abs(actual - expected) / (unit * Math.Abs(expected));
        if (!(error <= (Looser.TryGetValue(method, out double ulps) ? ulps : Ulps)))
        {
            string arguments = string.Join(", ", row.Arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture)));
            wrong.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{method} d{row.Operand} ({arguments}) literals {literals}: {actual:R}, not {expected:R}: {error:G3} ulp"));
        }
    }

    private static bool Takes(string method, IrType type) => method.Split('.')[0] switch
    {
        "Math" or "double" => type.Kind == TypeKind.Double,
        "MathF" or "float" => type.Kind == TypeKind.Float,
        _ => true,
    };

    private static IEnumerable<Row> Read()
    {
        using Stream stream = typeof(PartialsTests).Assembly.GetManifestResourceStream("partials.csv")!;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            bool single = cells[1] == "float";
            int integer = cells[0] is "RootN" or "ScaleB" ? 1 : -1;
            object[] arguments = [.. cells.Skip(5).Select((cell, i) => i == integer ? int.Parse(cell, CultureInfo.InvariantCulture)
                : single ? (object)float.Parse(cell, CultureInfo.InvariantCulture) : double.Parse(cell, CultureInfo.InvariantCulture))];
            yield return new Row(cells[0], single ? IrType.Float : IrType.Double, int.Parse(cells[2], CultureInfo.InvariantCulture),
                int.Parse(cells[3], CultureInfo.InvariantCulture), double.Parse(cells[4], CultureInfo.InvariantCulture), arguments);
        }
    }
}
