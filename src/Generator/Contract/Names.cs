using Fluxion.Generator.Differentiation;

namespace Fluxion.Generator.Contract;

/// <summary>
/// The names of derivatives: <c>dBeta</c>, <c>betaBar</c>, <c>betaDot</c>, <c>hBeta</c>, and <c>Beta</c> in an objective's parameters. They follow from
/// the parameters alone, so that a name never changes because of a body.
/// </summary>
internal static class Names
{
    // C# keeps these for the members of ValueTuple (CS8125, CS8126).
    private static readonly HashSet<string> TupleMembers = ["CompareTo", "Deconstruct", "Equals", "GetHashCode", "Rest", "ToString"];

    public static IReadOnlyList<Parameter> Assign(IReadOnlyList<Parameter> parameters)
    {
        HashSet<string> taken = [.. parameters.Select(parameter => parameter.Name), Declaration.ResultBar];
        HashSet<string> ambiguous =
        [
            .. parameters.Where(parameter => parameter.IsDifferentiated)
                .GroupBy(parameter => Capitalize(parameter.Name), StringComparer.Ordinal)
                .Where(group => group.Count() > 1)
                .Select(group => group.Key),
        ];

        HashSet<string> elements = [];
        var named = new List<Parameter>();
        foreach (Parameter parameter in parameters)
        {
            string capital = Capitalize(parameter.Name);
            string cased = ambiguous.Contains(capital) ? parameter.Name : capital;
            named.Add(parameter with
            {
                Names = new ParameterNames(
                    Take("d" + cased, taken),
                    Take(parameter.Name + "Bar", taken),
                    Take(parameter.Name + "Dot", taken)),
                Element = Take(Element(parameter.Name, cased), elements),
            });
        }

        // After all others, so that these change none of them.
        for (int i = 0; i < named.Count; i++)
        {
            string cased = ambiguous.Contains(Capitalize(named[i].Name)) ? named[i].Name : Capitalize(named[i].Name);
            named[i] = named[i] with { Names = named[i].Names with { Product = Take("h" + cased, taken) } };
        }

        for (int i = 0; i < named.Count; i++)
        {
            string cased = ambiguous.Contains(Capitalize(named[i].Name)) ? named[i].Name : Capitalize(named[i].Name);
            named[i] = named[i] with
            {
                Names = named[i].Names with
                {
                    SecondDot = Take(named[i].Name + "Dot2", taken),
                    SecondProduct = Take("h" + cased + "2", taken),
                    Third = Take("t" + cased, taken),
                },
            };
        }

        return named;
    }

    /// <summary>The name itself, or with as many underscores behind it as make it differ from all that are taken.</summary>
    public static string Free(string name, IReadOnlyCollection<string> taken)
    {
        while (taken.Contains(name))
            name += "_";
        return name;
    }

    private static string Take(string name, HashSet<string> taken)
    {
        string free = Free(name, taken);
        taken.Add(free);
        return free;
    }

    // 'rest' would become 'Rest', which C# does not allow: such names keep their own casing, and where that is reserved too, get an underscore.
    private static string Element(string own, string cased) =>
        !IsReserved(cased) ? cased : !IsReserved(own) ? own : own + "_";

    private static bool IsReserved(string name) =>
        TupleMembers.Contains(name)
        || (name.StartsWith("Item", StringComparison.Ordinal) && name.Length > 4 && name.Skip(4).All(char.IsDigit));

    private static string Capitalize(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);
}
