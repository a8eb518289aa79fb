namespace Fluxion;

/// <summary>Each element by itself: value, first and second derivative.</summary>
internal abstract class ElementTransform : Transform
{
    internal override void Apply(ReadOnlySpan<double> u, Span<double> x)
    {
        for (int i = 0; i < u.Length; i++)
            x[i] = At(u[i]).Value;
    }

    internal override bool TryInvert(ReadOnlySpan<double> x, Span<double> u)
    {
        bool isInside = true;
        for (int i = 0; i < x.Length; i++)
        {
            u[i] = Inverse(x[i]);
            isInside &= double.IsFinite(u[i]);
        }

        return isInside;
    }

    internal override void Tangent(ReadOnlySpan<double> u, ReadOnlySpan<double> x, ReadOnlySpan<double> uDot, Span<double> xDot)
    {
        for (int i = 0; i < u.Length; i++)
            xDot[i] = At(u[i]).First * uDot[i];
    }

    internal override void Pullback(ReadOnlySpan<double> u, ReadOnlySpan<double> x, ReadOnlySpan<double> xBar, Span<double> uBar)
    {
        for (int i = 0; i < u.Length; i++)
            uBar[i] = At(u[i]).First * xBar[i];
    }

    internal override void AddCurvature(ReadOnlySpan<double> u, ReadOnlySpan<double> x, ReadOnlySpan<double> uDot, ReadOnlySpan<double> xDot, ReadOnlySpan<double> xBar, Span<double> product)
    {
        for (int i = 0; i < u.Length; i++)
            product[i] += xBar[i] * At(u[i]).Second * uDot[i];
    }

    private protected abstract (double Value, double First, double Second) At(double u);

    private protected abstract double Inverse(double x);
}

internal sealed class LogTransform : ElementTransform
{
    internal override IEnumerable<string> Names(string[] names) => names.Select(name => $"log({name})");

    private protected override (double, double, double) At(double u)
    {
        double x = Math.Exp(u);
        return (x, x, x);
    }

    private protected override double Inverse(double x) => Math.Log(x);
}

internal sealed class LogitTransform(double lower, double upper) : ElementTransform
{
    internal override IEnumerable<string> Names(string[] names) => names.Select(name =>
        lower == 0 && upper == 1 ? $"logit({name})" : FormattableString.Invariant($"logit({name}, {lower}, {upper})"));

    private protected override (double, double, double) At(double u)
    {
        // From the nearer end: what is small there stays accurate.
        double e = Math.Exp(-Math.Abs(u)), near = e / (1 + e), width = upper - lower;
        double first = width * near / (1 + e), second = first * (1 - e) / (1 + e);
        return u < 0 ? (lower + width * near, first, second) : (upper - width * near, first, -second);
    }

    private protected override double Inverse(double x) => Math.Log((x - lower) / (upper - x));
}

internal sealed class OrderedTransform : Transform
{
    internal override IEnumerable<string> Names(string[] names) => names.Select((name, i) => i == 0 ? name : $"log({name} - {names[i - 1]})");

    internal override void Apply(ReadOnlySpan<double> u, Span<double> x)
    {
        for (int i = 0; i < u.Length; i++)
            x[i] = i == 0 ? u[0] : x[i - 1] + Math.Exp(u[i]);
    }

    internal override bool TryInvert(ReadOnlySpan<double> x, Span<double> u)
    {
        bool isInside = true;
        for (int i = 0; i < x.Length; i++)
        {
            u[i] = i == 0 ? x[0] : Math.Log(x[i] - x[i - 1]);
            isInside &= double.IsFinite(u[i]);
        }

        return isInside;
    }

    internal override void Tangent(ReadOnlySpan<double> u, ReadOnlySpan<double> x, ReadOnlySpan<double> uDot, Span<double> xDot)
    {
        for (int i = 0; i < u.Length; i++)
            xDot[i] = i == 0 ? uDot[0] : xDot[i - 1] + Math.Exp(u[i]) * uDot[i];
    }

    internal override void Pullback(ReadOnlySpan<double> u, ReadOnlySpan<double> x, ReadOnlySpan<double> xBar, Span<double> uBar)
    {
        double above = 0;
        for (int i = u.Length - 1; i >= 0; i--)
        {
            above += xBar[i];
            uBar[i] = i == 0 ? above : above * Math.Exp(u[i]);
        }
    }

    internal override void AddCurvature(ReadOnlySpan<double> u, ReadOnlySpan<double> x, ReadOnlySpan<double> uDot, ReadOnlySpan<double> xDot, ReadOnlySpan<double> xBar, Span<double> product)
    {
        double above = 0;
        for (int i = u.Length - 1; i > 0; i--)
        {
            above += xBar[i];
            product[i] += above * Math.Exp(u[i]) * uDot[i];
        }
    }
}

internal sealed class SimplexTransform : Transform
{
    internal override int FreeCount(int count) => count - 1;

    internal override IEnumerable<string> Names(string[] names) => names.Take(names.Length - 1).Select(name => $"log({name} / {names[^1]})");

    internal override void Apply(ReadOnlySpan<double> u, Span<double> x)
    {
        double largest = 0, sum = 0;
        foreach (double one in u)
            largest = Math.Max(largest, one);
        for (int i = 0; i < x.Length; i++)
            sum += x[i] = Math.Exp((i < u.Length ? u[i] : 0) - largest);
        for (int i = 0; i < x.Length; i++)
            x[i] /= sum;
    }

    internal override bool TryInvert(ReadOnlySpan<double> x, Span<double> u)
    {
        double sum = x[^1];
        bool isInside = x[^1] > 0;
        for (int i = 0; i < u.Length; i++)
        {
            u[i] = Math.Log(x[i] / x[^1]);
            isInside &= double.IsFinite(u[i]);
            sum += x[i];
        }

        return isInside && Math.Abs(sum - 1) <= 1e-8;
    }

    internal override void Tangent(ReadOnlySpan<double> u, ReadOnlySpan<double> x, ReadOnlySpan<double> uDot, Span<double> xDot)
    {
        double mean = 0;
        for (int i = 0; i < u.Length; i++)
            mean += x[i] * uDot[i];
        for (int i = 0; i < x.Length; i++)
            xDot[i] = x[i] * ((i < u.Length ? uDot[i] : 0) - mean);
    }

    internal override void Pullback(ReadOnlySpan<double> u, ReadOnlySpan<double> x, ReadOnlySpan<double> xBar, Span<double> uBar)
    {
        double mean = Mean(x, xBar);
        for (int i = 0; i < u.Length; i++)
            uBar[i] = x[i] * (xBar[i] - mean);
    }

    internal override void AddCurvature(ReadOnlySpan<double> u, ReadOnlySpan<double> x, ReadOnlySpan<double> uDot, ReadOnlySpan<double> xDot, ReadOnlySpan<double> xBar, Span<double> product)
    {
        double mean = Mean(x, xBar), change = Mean(xDot, xBar);
        for (int i = 0; i < u.Length; i++)
            product[i] += xDot[i] * (xBar[i] - mean) - x[i] * change;
    }

    private static double Mean(ReadOnlySpan<double> x, ReadOnlySpan<double> xBar)
    {
        double mean = 0;
        for (int i = 0; i < x.Length; i++)
            mean += x[i] * xBar[i];
        return mean;
    }
}

internal sealed class CorrelationTransform : Transform
{
    internal override int FreeCount(int count)
    {
        int n = Order(count);
        return n * n == count ? n * (n - 1) / 2 : -1;
    }

    internal override IEnumerable<string> Names(string[] names)
    {
        int n = Order(names.Length);
        for (int i = 1; i < n; i++)
        {
            for (int j = 0; j < i; j++)
                yield return $"{names[n * i + j]} / {names[n * i + i]}";
        }
    }

    internal override void Apply(ReadOnlySpan<double> u, Span<double> x)
    {
        int n = Order(x.Length);
        x.Clear();
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<double> own = Row(u, i);
            double norm = Norm(own);
            for (int j = 0; j < i; j++)
                x[n * i + j] = own[j] / norm;
            x[n * i + i] = 1 / norm;
        }
    }

    internal override bool TryInvert(ReadOnlySpan<double> x, Span<double> u)
    {
        int n = Order(x.Length);
        bool isInside = true;
        for (int i = 0; i < n; i++)
        {
            double squares = 0;
            for (int j = 0; j < n; j++)
            {
                squares += x[n * i + j] * x[n * i + j];
                isInside &= j <= i || x[n * i + j] == 0;
                if (j < i)
                    u[i * (i - 1) / 2 + j] = x[n * i + j] / x[n * i + i];
            }

            isInside &= x[n * i + i] > 0 && Math.Abs(squares - 1) <= 1e-8;
        }

        return isInside;
    }

    internal override void Tangent(ReadOnlySpan<double> u, ReadOnlySpan<double> x, ReadOnlySpan<double> uDot, Span<double> xDot)
    {
        int n = Order(x.Length);
        xDot.Clear();
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<double> row = x.Slice(n * i, i + 1), change = Row(uDot, i);
            double norm = Norm(Row(u, i)), along = Dot(row, change);
            for (int j = 0; j <= i; j++)
                xDot[n * i + j] = ((j < i ? change[j] : 0) - row[j] * along) / norm;
        }
    }

    internal override void Pullback(ReadOnlySpan<double> u, ReadOnlySpan<double> x, ReadOnlySpan<double> xBar, Span<double> uBar)
    {
        int n = Order(x.Length);
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<double> row = x.Slice(n * i, i + 1), bar = xBar.Slice(n * i, i + 1);
            double norm = Norm(Row(u, i)), along = Dot(bar, row);
            for (int j = 0; j < i; j++)
                uBar[i * (i - 1) / 2 + j] = (bar[j] - row[j] * along) / norm;
        }
    }

    internal override void AddCurvature(ReadOnlySpan<double> u, ReadOnlySpan<double> x, ReadOnlySpan<double> uDot, ReadOnlySpan<double> xDot, ReadOnlySpan<double> xBar, Span<double> product)
    {
        int n = Order(x.Length);
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<double> row = x.Slice(n * i, i + 1), rowDot = xDot.Slice(n * i, i + 1), bar = xBar.Slice(n * i, i + 1);
            double norm = Norm(Row(u, i)), normDot = Dot(row, Row(uDot, i)), along = Dot(bar, row), alongDot = Dot(bar, rowDot);
            for (int j = 0; j < i; j++)
                product[i * (i - 1) / 2 + j] -= (rowDot[j] * along + row[j] * alongDot + (bar[j] - row[j] * along) * normDot / norm) / norm;
        }
    }

    private static int Order(int count) => (int)Math.Round(Math.Sqrt(count));

    private static ReadOnlySpan<double> Row(ReadOnlySpan<double> u, int i) => u.Slice(i * (i - 1) / 2, i);

    // Of the row with the 1 behind it.
    private static double Norm(ReadOnlySpan<double> row) => Math.Sqrt(1 + Dot(row, row));

    // The one may be longer.
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < b.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
