namespace Fluxion.RandomPrograms.Oracle;

/// <summary>What LINQ has for numbers, for dual ones: summed and compared in the order that <see cref="Enumerable"/> does.</summary>
public static class DLinq
{
    public static Dual Sum(this IEnumerable<Dual> values) => values.Aggregate((Dual)0.0, (sum, value) => sum + value);

    public static Dual Sum<T>(this IEnumerable<T> values, Func<T, Dual> function) => values.Select(function).Sum();

    // Arrays and lists are summed from 0 on, other sequences from their first element on, which may be -0.
    public static Dual Average(this IEnumerable<Dual> values) => values.Aggregate((Dual)(values is Dual[] or List<Dual> ? 0.0 : -0.0), (sum, value) => sum + value) / values.Count();

    public static DualF Average(this IEnumerable<DualF> values) => (DualF)(values.Aggregate((Dual)(values is DualF[] or List<DualF> ? 0.0 : -0.0), (sum, value) => sum + value) / values.Count());

    public static Dual Average<T>(this IEnumerable<T> values, Func<T, Dual> function) => values.Select(function).Average();

    public static Dual Max(this IEnumerable<Dual> values) => values.Aggregate((max, value) => value > max ? value : max);

    public static Dual Min(this IEnumerable<Dual> values) => values.Aggregate((min, value) => value < min ? value : min);

    public static Dual Max<T>(this IEnumerable<T> values, Func<T, Dual> function) => values.Select(function).Max();

    public static DualF Sum(this IEnumerable<DualF> values) => (DualF)values.Aggregate((Dual)0.0, (sum, value) => sum + value);

    public static DualF Sum<T>(this IEnumerable<T> values, Func<T, DualF> function) => values.Select(function).Sum();

    public static DualF Average<T>(this IEnumerable<T> values, Func<T, DualF> function) =>
        values.Select(function).Average();

    public static DualF Max(this IEnumerable<DualF> values) => values.Aggregate((max, value) => value > max ? value : max);

    public static DualF Min(this IEnumerable<DualF> values) => values.Aggregate((min, value) => value < min ? value : min);

    public static DualF Max<T>(this IEnumerable<T> values, Func<T, DualF> function) => values.Select(function).Max();
}
