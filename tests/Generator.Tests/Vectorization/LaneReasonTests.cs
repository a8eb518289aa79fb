using Fluxion.Generator.Tests.Contract;

namespace Fluxion.Generator.Tests.Vectorization;

/// <summary>What the header of a generated file says about loops that do not run in lanes.</summary>
public sealed class LaneReasonTests
{
    private const string Over = "for (int i = 0; i < x.Length; i++)";

    private const string Value = "double a, double b, [Constant] double[] x";

    [Theory]
    [InlineData(Value, $"double s = 0; {Over} s = s * a + x[i]; return s;", "Loop over i (line 3 of F): not in lanes, because each iteration reads 's', which the one before it wrote.")]
    [InlineData(Value, $"double s = 0; int n = 0; {Over} {{ n = 1 - n; s += n * a; }} return s;", "Loop over i (line 3 of F): not in lanes, because each iteration reads 'n', which the one before it wrote.")]
    [InlineData(Value, $"int n = 0; {Over} if (x[i] > 0) n++; return n * a;", "Loop over i (line 3 of F): not in lanes, because it adds up 'n', which is of type 'int', and lanes add up only 'double'.")]
    [InlineData("float a, [Constant] float[] x", $"float s = 0; {Over} s += a * x[i]; return s;", "Loop over i (line 3 of F): not in lanes, because 's' is of single precision, and lanes are of double precision.")]
    [InlineData("double a, [Constant] float[] x", $"double s = 0; {Over} s += a * x[i]; return s;", "Loop over i (line 3 of F): not in lanes, because 'x' is of single precision, and lanes are of double precision.")]
    [InlineData(Value, "double s = 0; for (int i = 0; i < x.Length; i += 2) s += a * x[i]; return s;", "Loop over i (line 3 of F): not in lanes, because it counts neither up by one nor down by one with its last index included.")]
    [InlineData(Value, $"double s = 0; {Over} {{ if (x[i] > 2) break; s += a * x[i]; }} return s;", "Loop 'for (int i = 0; i < x.Length; i++)' (line 3 of F): not in lanes, because it may stop early ('break' or 'return').")]
    [InlineData(Value, $"double s = 0; foreach (double v in x) {{ if (v > 2) return s; s += a * v; }} return s;", "Loop 'foreach (double v in x)' (line 3 of F): not in lanes, because it may stop early ('break' or 'return').")]
    [InlineData(Value, "double s = a; while (s < 9) s *= 2; return s;", "Loop 'while (s < 9)' (line 3 of F): not in lanes, because how often it runs is not known before it starts.")]
    [InlineData(Value, "double s = a; do s *= 2; while (s < 9); return s;", "Loop 'while (s < 9)' (line 3 of F): not in lanes, because how often it runs is not known before it starts.")]
    [InlineData("double a, [Constant] System.Collections.Generic.List<double> x", "double s = 0; foreach (double v in x) s += a * v; return s;", "Loop 'foreach (double v in x)' (line 3 of F): not in lanes, because it runs through a list, 'x'.")]
    [InlineData("double a, [Constant] int[] x", $"double s = 0; {Over} s += a * x[i]; return s;", "Loop over i (line 3 of F): not in lanes, because the elements of 'x' are of type 'int', and lanes read only 'double'.")]
    [InlineData("double a, [Constant] (double T, double Y)[] x", $"double s = 0; {Over} s += a * x[i].T; return s;", "Loop over i (line 3 of F): not in lanes, because the elements of 'x' are of type '(double T, double Y)', and lanes read only 'double'.")]
    [InlineData(Value, $"double s = 0; {Over} {{ int k = x[i] > 0 ? 3 : 2; s += k * a; }} return s;", "Loop over i (line 3 of F): not in lanes, because 'k' is of type 'int' and differs between iterations, and lanes hold only 'double' and 'bool'.")]
    [InlineData(Value, $"double s = 0; {Over} s += (2 - i) * a; return s;", "Loop over i (line 3 of F): not in lanes, because '2 - i' needs an integer that is not 'i' plus something.")]
    [InlineData(Value, $"double s = 0; {Over} s += i % 2 == 0 ? a : b; return s;", "Loop over i (line 3 of F): not in lanes, because 'i % 2 == 0' needs an integer that is not 'i' plus something.")]
    [InlineData(Value, "double[] y = [.. x]; y[0] = a; for (int i = 1; i < y.Length; i++) y[i] = b * y[i - 1]; return y[^1];", "Loop over i (line 3 of F): not in lanes, because 'y[i - 1]' may be an element that another iteration writes to.")]
    [InlineData(Value, $"double s = 0; {Over} s += a * x[i / 2]; return s;", "Loop over i (line 3 of F): not in lanes, because 'x[i / 2]' is not a fixed distance from where it is in the next iteration.")]
    [InlineData("double a, [Constant] double[,] x", "double s = 0; for (int i = 0; i < x.GetLength(1); i++) s += a * x[0, i]; return s;", "Loop over i (line 3 of F): not in lanes, because 'x[0, i]' is not read row by row: of several indices only the first may be the loop's.")]
    [InlineData(Value, $"var y = new double[x.Length, 2]; {Over} y[i, 1] = a * x[i]; return y[0, 1];", "Loop over i (line 3 of F): not in lanes, because it writes to elements of 'y', and only the one at its own index of an array of one dimension is certainly an iteration's own.")]
    [InlineData(Value, $"var y = new double[2 * x.Length]; {Over} y[2 * i] = a * x[i]; return y[0];", "Loop over i (line 3 of F): not in lanes, because it writes to elements of 'y', and only the one at its own index of an array of one dimension is certainly an iteration's own.")]
    [InlineData(Value, $"double s = 0; var u = new double[2]; {Over} {{ var t = a > 9 ? u : new double[2]; t[1] = a * x[i]; s += t[1] * t[0]; }} return s;", "Loop over i (line 3 of F): not in lanes, because 't' may be an array that the iteration makes, and it may be one that others see.")]
    [InlineData("double[][] w, [Constant] double[][] x", "double s = 0; for (int i = 0; i < x.Length; i++) for (int j = 0; j < 2; j++) s += w[0][j] * x[i][j]; return s;", "Loop over i (line 3 of F): not in lanes, because the derivative of 'w[0][j]' is added up in an array of more than one dimension.")]
    [InlineData(Value, $"var y = new double[x.Length]; {Over} if (x[i] > 0) y[i] = a; return y[0];", "Loop over i (line 3 of F): not in lanes, because 'y[i]' is in a branch that only some iterations take.")]
    [InlineData(Value, $"double s = 0; {Over} {{ if (x[i] < 0) throw new ArgumentException(\"x\"); s += a * x[i]; }} return s;", "Loop over i (line 3 of F): not in lanes, because it may throw.")]
    [InlineData(Value, $"double s = 0; {Over} s += Math.Cbrt(a * x[i]); return s;", "Loop over i (line 3 of F): not in lanes, because it calls 'Math.Cbrt', which has no form for lanes.")]
    [InlineData(Value, $"double s = 0; {Over} s += a * x[i] * Environment.TickCount; return s;", "Loop over i (line 3 of F): not in lanes, because it calls 'Environment.TickCount', which has no form for lanes.")]
    [InlineData(Value, $"double s = 0; {Over} s += a * Power(x[i] * a, 3); return s; double Power(double u, int n) => n == 0 ? 1 : u * Power(u, n - 1);", "Loop over i (line 3 of F): not in lanes, because it calls 'Power', which has no form for lanes.")]
    [InlineData(Value, $"double s = 0; {Over} for (int j = 0; j < i; j++) s += a * x[i] * x[j]; return s;", "Loop over i (line 3 of F): not in lanes, because the loop over 'j' in it does not run equally often in all iterations.")]
    [InlineData(Value, $"double s = 0; {Over} {{ double v = x[i]; while (v < 9) v = 2 * v + 1; s += a * v; }} return s;", "Loop over i (line 3 of F): not in lanes, because how often the loop 'while (v < 9)' in it runs is not known before it starts.")]
    [InlineData(Value, $"double s = 0; {Over} {{ double v = x[i]; for (int k = 0; k < 9; k++) {{ if (v > 2) break; v = 2 * v + 1; }} s += a * v; }} return s;", "Loop over i (line 3 of F): not in lanes, because the loop 'for (int k = 0; k < 9; k++)' in it may stop early ('break' or 'return').")]
    [InlineData(Value, $"double s = 0; {Over} s += x[i] % a; return s;", "Loop over i (line 3 of F): not in lanes, because 'x[i] % a' has no form for lanes.")]
    [InlineData(Value, $"double s = 0; {Over} s += x[i] > 0 ? Math.Exp(a * x[i]) * b : a; return Math.Exp(s * s);", "Loop over i (line 3 of F): not in lanes, because the reverse sweep takes values of its iterations from a tape.")]
    [InlineData(Value, $"double[] y = [.. x]; y[0] = a; {Over} y[i] = y[i] * y[i]; return y[0];", "Loop over i (line 3 of F): not in lanes, because the reverse sweep needs values that it computes, and keeping them in lanes pays only with functions such as Math.Exp.")]
    [InlineData(Value, "return System.Linq.Enumerable.Sum(x, v => Math.Cbrt(a * v));", "Loop 'System.Linq.Enumerable.Sum(x, v => Math.Cbrt(a * v))' (line 3 of F): not in lanes, because it calls 'Math.Cbrt', which has no form for lanes.")]
    public void A_loop_that_does_not_run_in_lanes_says_why(string parameters, string body, string line) =>
        Assert.Equal([line], Refusals(Method(parameters, body)));

    [Fact]
    public void A_loop_that_runs_in_lanes_says_nothing_more()
    {
        string[] header = Header(Method(Value, $"double s = 0; {Over} s += Math.Exp(a * x[i]) * b; return s;"));
        Assert.Contains("Loop over i (line 3 of F): eight iterations at once (reassociation is allowed).", header);
        Assert.DoesNotContain(header, line => line.Contains("not in lanes", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_said_where_sums_keep_their_order() =>
        Assert.Empty(Refusals(Method(Value, $"double s = 0; {Over} s = s * a + x[i]; return s;").Replace("AllowReassociation = true", "", StringComparison.Ordinal)));

    // The inner loop calls no function: nobody tries to run it in lanes while the outer one cannot.
    [Fact]
    public void Loops_inside_are_named_only_where_lanes_would_be_a_gain()
    {
        Assert.Equal(
            ["Loop over i (line 3 of F): not in lanes, because each iteration reads 's', which the one before it wrote."],
            Refusals(Method(Value, $"double s = 0; {Over} {{ double t = 1; for (int j = 0; j < 9; j++) t = t * a + x[j]; s = s * t; }} return s;")));
        Assert.Equal(
            [
                "Loop over i (line 3 of F): not in lanes, because each iteration reads 's', which the one before it wrote.",
                "Loop over j (line 3 of F): not in lanes, because each iteration reads 't', which the one before it wrote.",
            ],
            Refusals(Method(Value, $"double s = 0; {Over} {{ double t = 1; for (int j = 0; j < 9; j++) t = Math.Sin(t * a + x[j]); s = s * t; }} return s;")));
    }

    [Fact]
    public void The_line_is_counted_in_the_method_that_the_loop_stands_in()
    {
        const string members = """
            // A line above
            [Differentiable(
                AllowReassociation = true)]
            public static double F(double a, [Constant] double[] x)
            {
                return Last(a,

                    x);
            }

            private static double Last(double a, double[] x)
            {
                double s = 0;

                for (int i = 0;
                    i < x.Length; i++)
                    s = s * a + x[i];
                return s;
            }
            """;
        Assert.Equal(["Loop over i (line 5 of Last): not in lanes, because each iteration reads 's', which the one before it wrote."], Refusals(members));
    }

    // The pullback does not compute the value, and so it counts nothing.
    [Fact]
    public void A_companion_is_named_where_another_one_runs_the_loop_in_lanes()
    {
        string[] header = Header(Method(Value, $"double s = 0; int n = 0; {Over} {{ s += a * x[i]; if (x[i] > 0) n++; }} return s + n;"));
        Assert.Contains("Loop over i (line 3 of F): eight iterations at once (reassociation is allowed).", header);
        Assert.Contains("Loop over i (line 3 of F): not in lanes in Gradient_F, because it adds up 'n', which is of type 'int', and lanes add up only 'double'.", header);
    }

    [Fact]
    public void Companions_of_higher_orders_say_that_they_do_not_run_in_lanes()
    {
        const string line = "Higher orders: one iteration at a time (only gradient and pullback run in lanes).";
        string method = Method(Value, $"double s = 0; {Over} s += a * x[i] * a; return s;");
        Assert.DoesNotContain(line, Header(method));
        Assert.Contains(line, Header(method.Replace("AllowReassociation", "Order = 2, AllowReassociation", StringComparison.Ordinal)));
    }

    private static string Method(string parameters, string body) =>
        $"[Differentiable(AllowReassociation = true)]\npublic static {(parameters.StartsWith("float", StringComparison.Ordinal) ? "float" : "double")} F({parameters})\n{{\n{body}\n}}\n";

    private static string[] Refusals(string members) => [.. Header(members).Where(line => line.Contains("not in lanes", StringComparison.Ordinal))];

    private static string[] Header(string members) =>
    [
        .. Harness.Generate(Harness.Compile(Harness.Model(members)), out _)
            .SelectMany(file => file.SourceText.ToString().Split('\n').TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal))).Select(line => line[3..]),
    ];
}
