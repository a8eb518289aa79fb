using Fluxion.Generator.Tests.Contract;
using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.SecondOrder;

/// <summary>What higher orders keep on tapes.</summary>
public class TapeTests
{
    // The powers x, x², x⁴, x⁸ and y = Σ of the first three, which the logarithm of the last does not need: it is 8 log x.
    private const string Squares = """
        [Differentiable(Order = 3)]
        public static double F(double x, int n)
        {
            double power = x, sum = 0;
            while (n-- > 0)
            {
                sum += Math.Exp(power);
                power *= power;
            }
            return sum + Math.Log(power);
        }
        public static double[] Use()
        {
            var f = ThirdDerivative_F(0.5, 2, 1, 1);
            return [f.dX, f.hX, f.tX];
        }
        """;

    // eˣ + exp(x²) + 4 log x at ½: first, second and third derivative by the rules of the textbook.
    [Fact]
    public void Values_and_tangents_come_off_one_tape()
    {
        double e = Math.Exp(0.5), g = Math.Exp(0.25);
        HardCases.Case.Check(Squares, e + g + 8, e + (3 * g) - 16, e + (7 * g) + 64);
        string text = Harness.Generate(Harness.Model(Squares));
        Assert.DoesNotContain("tape1", text, StringComparison.Ordinal);
        Assert.Contains("tape.Pop4();", text, StringComparison.Ordinal);
    }

    // The maximum decides where the derivative goes, its tangents do not.
    [Fact]
    public void What_only_decides_is_kept_without_tangents()
    {
        const string Largest = """
            [Differentiable(Order = 2)]
            public static double F(double[] x)
            {
                double max = x[0];
                foreach (double v in x)
                    max = Math.Max(max, v * v);
                return max * max;
            }
            public static double[] Use() => [.. HessianVector_F([0.5, 3, -2], [1, 1, 1]).hX];
            """;

        // x⁴ at 3 in direction 1.
        HardCases.Case.Check(Largest, 0, 12 * 9, 0);
        Assert.DoesNotContain("Push(max, ", Harness.Generate(Harness.Model(Largest)), StringComparison.Ordinal);
    }
}
