namespace Fluxion.Generator.Tests.Language;

/// <summary>One row of the table in docs/language.md: something that a method may contain.</summary>
/// <param name="Group">The heading that it stands under.</param>
/// <param name="Label">What it is called there: C# between backquotes, or words.</param>
/// <param name="Body">
/// Of a marked method <c>double F(double x, double y, double[] a)</c>; where it is supported, its gradient is compared with differences. Null where only the
/// members count.
/// </param>
/// <param name="Members">What stands beside the method.</param>
/// <param name="Beside">What stands beside its class.</param>
public sealed record Construct(string Group, string Label, string? Body, string Members, string Beside);

/// <summary>The list, in the order of the table.</summary>
internal static partial class Constructs
{
    public static IReadOnlyList<Construct> All { get; } =
    [
        .. Of("Numbers", Numbers),
        .. Of("Functions of numbers", Functions),
        .. Of("Expressions", Expressions),
        .. Of("Statements", Statements),
        .. Of("Methods and functions", Methods),
        .. Of("Structs and tuples", Structs),
        .. Of("Classes", Classes),
        .. Of("Arrays and spans", Arrays),
        .. Of("Collections and LINQ", Collections),
        .. Of("Vectors and complex numbers", Vectors),
        .. Of("Parameters and results of marked methods", Signatures),
    ];

    private static IEnumerable<Construct> Of(string group, IEnumerable<Construct> rows) => rows.Select(row => row with { Group = group });

    private static Construct Row(string label, string? body, string members = "", string beside = "") => new("", label, body, members, beside);
}
