using Fluxion.RandomPrograms.Execution;
using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Checking;

/// <summary>What came of checking a program.</summary>
/// <param name="Points">At how many points it could be checked; none means that it was of no use.</param>
/// <param name="Differences">At how many of them differences were taken too.</param>
/// <param name="Bits">Of the gradients and pullbacks at all points; 0 of programs that the width of the machine's vectors may change.</param>
public readonly record struct Verdict(Failure? Failure, int Points, int Differences, ulong Bits = 0);

/// <summary>Checks a compiled program in every way there is.</summary>
public sealed class Checker(RandomProgram program, IProgramDriver driver)
{
    private const double LargestValue = 1e6;

    private readonly bool hasFloat = program.Parameters.Any(p => p.Type == Scalar.Float) || program.All().OfType<Expr>().Any(e => e.Type == Scalar.Float);

    private readonly bool hasStop = program.All().OfType<Stop>().Any();

    // Parameters that held other numbers after the method, at some point.
    private readonly HashSet<int> changed = [];

    // The framework's own functions of arrays and vectors add up in an order of the machine's.
    private readonly bool hasBits = program.AllowsReassociation && !program.All().Any(node => node is ITensorNode or INumericNode or IMatrixNode);

    private ulong bits;

    private double Tolerance => hasFloat ? 1e-4 : 1e-9;

    public Verdict Check()
    {
        int points = 0, differences = 0;
        if (program.HasEdges)
        {
            var edges = new Edges(program, driver);
            return new(hasFloat || hasStop ? null : Guarded("Gradient_F", edges.Check), edges.Tried, edges.Settled);
        }
        var threads = new Threads(driver);
        for (int point = 0; point < Inputs.Points; point++)
        {
            double[][] arguments = Inputs.Arguments(program, point);
            if (Primal(arguments) is not { } primal)
                continue;
            Reference? reference = Reference.TryCompute(program, driver, arguments, primal, out Failure? failure);
            if (failure is not null)
                return new(At(point, failure), points, differences);
            if (reference is null)
                continue;
            points++;
            if ((failure = CheckAt(point, arguments, reference)) is not null)
                return new(At(point, failure), points, differences);
            threads.Add(arguments, reference.Layout);
            if (hasFloat || hasStop || point == 2)
                continue;
            var difference = new Differences(driver, arguments, reference);
            if ((failure = difference.Check(Inputs.Direction(program, point))) is not null)
                return new(At(point, failure), points, differences);
            differences += difference.WasPossible ? 1 : 0;
        }
        return new(program.Seed % 4 < 2 ? Guarded("Gradient_F", threads.Check) : null, points, differences, hasBits ? bits : 0);
    }

    private Failure At(int point, Failure failure) =>
        failure with { Detail = $"{failure.Detail}\nat {string.Join(", ", program.Parameters.Zip(Inputs.Arguments(program, point), (p, a) => $"{p.Name} = {Compare.Text(a)}"))}" };

    /// <summary>Null if the program throws, or its numbers are too large to be compared.</summary>
    private Reply? Primal(double[][] arguments)
    {
        try
        {
            Reply reply = driver.Primal(arguments);
            bool usable = reply.Result.Concat(reply.After.SelectMany(a => a)).All(v => Math.Abs(v) < LargestValue);
            return usable ? reply : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }

    private Failure? CheckAt(int point, double[][] arguments, Reference reference) =>
        Guarded("Gradient_F", () => Gradient(arguments, reference))
        ?? Guarded("Tangent_F", () => Tangent(point, arguments, reference))
        ?? Guarded("Pullback_F", () => Pullback(point, arguments, reference))
        ?? Guarded("Jacobian_F", () => Jacobian(arguments, reference))
        ?? Guarded("HessianVector_F", () => Curvature(point, arguments, reference))
        ?? Guarded("Report_F", () => Report(arguments, reference));

    private Failure? Report(double[][] arguments, Reference reference)
    {
        if (reference.Reports is not { IsUsable: true } reports || driver.Report(arguments) is not { } reported)
            return null;
        return Unchanged("Report_F", new Reply { After = reported.After }, reference.Primal, hasResult: false) ?? reports.Check(reported.Report, AreSame, Tolerance);
    }

    private Failure? Curvature(int point, double[][] arguments, Reference reference)
    {
        double[][] direction = Inputs.Direction(program, point);
        if (driver.HessianVector(arguments, direction) is not { } product)
            return null;
        if (Unchanged("HessianVector_F", product, reference.Primal, hasResult: true) is { } failure)
            return failure;
        Reply gradient = driver.Gradient(arguments)!;
        // Where both directions are left out, so is a 0 that is added to -0.
        if (!Compare.SameBits(Positive(product.Derivatives), Positive(gradient.Derivatives)))
            return new Failure(FailureKind.HessianVector, "gradient", $"HessianVector_F gives the gradient {Compare.Text(product.Derivatives)}; Gradient_F gives {Compare.Text(gradient.Derivatives)}");
        var curvature = new Curvature(driver, arguments, reference, product);
        double[][] other = Inputs.Bars(program, point);
        return curvature.Hessian(direction, Tolerance) ?? curvature.Symmetry(direction, other, Tolerance)
            ?? (hasFloat || hasStop ? null : curvature.Differences(direction))
            ?? (program.IsThirdOrder ? new ThirdDerivative(driver, arguments, reference, product).Check(direction, other, Tolerance, !hasFloat && !hasStop) : null);
    }

    private static Failure? Guarded(string companion, Func<Failure?> check)
    {
        try
        {
            return check();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new Failure(FailureKind.CompanionThrew, $"{companion} {e.GetType().Name}", $"{companion} threw {e}");
        }
    }

    private Failure? Gradient(double[][] arguments, Reference reference)
    {
        if (driver.Gradient(arguments) is not { } gradient)
            return null;
        if (Unchanged("Gradient_F", gradient, reference.Primal, hasResult: true) is { } failure)
            return failure;
        double[] expected = Row(reference.Jacobian, 0), magnitude = Row(reference.Magnitude, 0);
        if (Close(FailureKind.Gradient, "", "Gradient_F", reference.Layout.Inputs(gradient.Derivatives), expected, magnitude) is { } wrong)
            return wrong;
        if (driver.GradientInto(arguments, 7.25) is not { } into)
            return null;
        if (!Compare.SameBits(into.Derivatives, gradient.Derivatives))
            return new Failure(FailureKind.Overload, "", $"the overload into spans gives {Compare.Text(into.Derivatives)}; Gradient_F gives {Compare.Text(gradient.Derivatives)}");
        return Unchanged("Gradient_F into spans", into, reference.Primal, hasResult: true);
    }

    private Failure? Tangent(int point, double[][] arguments, Reference reference)
    {
        double[][] direction = Inputs.Direction(program, point);
        Reply tangent = driver.Tangent(arguments, direction);
        if (Unchanged("Tangent_F", tangent, reference.Primal, hasResult: true) is { } failure)
            return failure;
        (double[] expected, double[] magnitude) = Product(reference, reference.Layout.Inputs(direction), transposed: false);
        return Close(FailureKind.Tangent, "", "Tangent_F", reference.Layout.Outputs(tangent.ResultDot, tangent.Derivatives), expected, magnitude);
    }

    private Failure? Pullback(int point, double[][] arguments, Reference reference)
    {
        double[] resultBar = Inputs.ResultBar(program, point);
        double[][] bars = Inputs.Bars(program, point);
        Layout layout = reference.Layout;
        double[] seeds = layout.Outputs(resultBar, bars);
        (double[] expected, double[] magnitude) = Product(reference, seeds, transposed: true);
        double[] entry = layout.Inputs([.. bars.Select((b, p) => program.Parameters[p].IsOutput ? new double[b.Length] : b)]);
        for (int i = 0; i < expected.Length; i++)
        {
            expected[i] += entry[i];
            magnitude[i] += Math.Abs(entry[i]);
        }
        Reply pullback = driver.Pullback(arguments, resultBar, bars);
        if (Unchanged("Pullback_F", pullback, reference.Primal, hasResult: false) is { } failure)
            return failure;
        double[] got = layout.Inputs(pullback.Derivatives);
        foreach (double bar in got)
            bits = Rng.Mix(bits, double.IsNaN(bar) ? 0 : BitConverter.DoubleToUInt64Bits(bar));
        return Close(FailureKind.Pullback, "", "Pullback_F", got, expected, magnitude) ?? Adjoint(point, arguments, reference, seeds, got.Zip(entry, (g, e) => g - e).ToArray());
    }

    /// <summary>⟨ȳ, J ẋ⟩ by the tangent and ⟨Jᵀ ȳ, ẋ⟩ by the pullback are one number.</summary>
    private Failure? Adjoint(int point, double[][] arguments, Reference reference, double[] seeds, double[] bars)
    {
        double[][] direction = Inputs.Direction(program, point);
        Reply tangent = driver.Tangent(arguments, direction);
        double[] dots = reference.Layout.Outputs(tangent.ResultDot, tangent.Derivatives), inputs = reference.Layout.Inputs(direction);
        double forward = Dot(seeds, dots), reverse = Dot(bars, inputs), scale = bars.Zip(inputs, (b, x) => Math.Abs(b * x)).Sum();
        for (int row = 0; row < seeds.Length; row++)
            for (int column = 0; column < inputs.Length; column++)
                scale += Math.Abs(seeds[row] * reference.Magnitude[row, column] * inputs[column]);
        // The pullback's entry values were taken off again, which costs digits in proportion to them.
        return Math.Abs(forward - reverse) <= Tolerance * (scale + inputs.Length)
            ? null
            : new Failure(FailureKind.Adjoint, "", $"⟨seed, tangent⟩ = {forward:R}, ⟨pullback, direction⟩ = {reverse:R}");
    }

    private Failure? Jacobian(double[][] arguments, Reference reference)
    {
        if (driver.Jacobian(arguments) is not { } jacobian)
            return null;
        changed.UnionWith(Enumerable.Range(0, arguments.Length).Where(p => !Compare.SameBits(arguments[p], reference.Primal.After[p])));
        int[][] choices = [.. reference.Layout.RowChoices(changed).Where(rows => rows.Length == jacobian.GetLength(0))];
        if (choices.Length == 0 || jacobian.GetLength(1) != reference.Layout.Columns)
            return new Failure(FailureKind.Jacobian, "shape", $"Jacobian_F is {jacobian.GetLength(0)} × {jacobian.GetLength(1)}, not {reference.Layout.Rows} × {reference.Layout.Columns}");
        Failure? failure = null;
        foreach (int[] rows in choices)
        {
            double[] expected = [.. rows.SelectMany(row => Row(reference.Jacobian, row))], magnitude = [.. rows.SelectMany(row => Row(reference.Magnitude, row))];
            failure = Close(FailureKind.Jacobian, "", "Jacobian_F", Flat.Of(jacobian), expected, magnitude);
            if (failure is null)
                return null;
        }
        return failure;
    }

    /// <summary>A companion returns the method's value and leaves its arguments as the method does: to the bit, unless sums may be reordered.</summary>
    private Failure? Unchanged(string companion, Reply got, Reply primal, bool hasResult)
    {
        if (hasResult && !AreSame(got.Result, primal.Result))
            return new Failure(FailureKind.Value, companion, $"{companion} returns the value {Compare.Text(got.Result)}; F returns {Compare.Text(primal.Result)}");
        return got.After.Length == primal.After.Length && got.After.Zip(primal.After).All(pair => AreSame(pair.First, pair.Second))
            ? null
            : new Failure(FailureKind.Contents, companion, $"{companion} leaves {Compare.Text(got.After)}; F leaves {Compare.Text(primal.After)}");
    }

    private bool AreSame(double[] got, double[] primal) => program.AllowsReassociation
        ? Compare.FirstDifference(got, primal, [.. primal.Select(v => 1 + Math.Abs(v))], Tolerance) is null
        : Compare.SameBits(got, primal);

    private Failure? Close(FailureKind kind, string code, string companion, double[] got, double[] expected, double[] magnitude) =>
        Compare.FirstDifference(got, expected, magnitude, Tolerance) is { } i
            ? new Failure(kind, code, $"{companion}, entry {i}\nexpected {Compare.Text(expected)}\ngot      {Compare.Text(got)}")
            : null;

    private static (double[] Value, double[] Magnitude) Product(Reference reference, double[] vector, bool transposed)
    {
        int rows = reference.Layout.Rows, columns = reference.Layout.Columns;
        var value = new double[transposed ? columns : rows];
        var magnitude = new double[value.Length];
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                (int to, int from) = transposed ? (c, r) : (r, c);
                value[to] += reference.Jacobian[r, c] * vector[from];
                magnitude[to] += reference.Magnitude[r, c] * Math.Abs(vector[from]);
            }
        }
        return (value, magnitude);
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();

    private static double[][] Positive(double[][] values) => [.. values.Select(row => row.Select(value => value + 0.0).ToArray())];

    private static double[] Row(double[,] matrix, int row) => [.. Enumerable.Range(0, matrix.GetLength(1)).Select(c => matrix[row, c])];
}
