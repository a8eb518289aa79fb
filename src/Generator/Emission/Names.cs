using System.Globalization;
using System.Text;
using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis.CSharp;

namespace Fluxion.Generator.Emission;

/// <summary>
/// Names variables: as the user did where that is possible, temporaries after what computes them. C# lets a name mean one thing only in a
/// block and all blocks inside it; blocks beside each other may use it again.
/// </summary>
internal sealed class Names
{
    private readonly Dictionary<string, List<Variable>> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reserved;

    /// <param name="variables">What to name.</param>
    /// <param name="reserved">What not to call them.</param>
    /// <param name="result">What the method returns first.</param>
    public Names(Variables variables, IEnumerable<string> reserved, Value? result)
    {
        _reserved = [.. reserved.Select(Plain)];
        var all = variables.All.Where(v => v.Parameter is not null || v.Scope is not null).ToList();
        foreach (Variable variable in all.Where(v => v.Parameter is not null))
        {
            variable.Name = variable.Parameter!.Name == "this" ? "this" : Escape(variable.Parameter.Name);
            _reserved.Add(Plain(variable.Parameter.Name));
        }

        var locals = all.Where(v => v.Parameter is null).ToList();
        var named = locals.Where(v => v.Hint is not null).OrderBy(IsAdjoint).ToList();
        foreach (Variable variable in named.Where(v => !TryAssign(v, Clean(v.Hint!))).ToList())
            Assign(variable, Clean(variable.Hint!));
        foreach (Variable variable in locals.Where(v => v.Hint is null))
            Assign(variable, result is not null && variable.Values.Contains(result) ? "value" : TemporaryNames.For(variable, value => variables[value].Name));
    }

    public static bool IsIdentifier(string name) => SyntaxFacts.IsValidIdentifier(Plain(name));

    /// <summary>The name as C# wants it written: keywords with an @.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    private static bool IsAdjoint(Variable variable) => variable.Values[0].Definition is { IsAdjoint: true };

    private static string Plain(string name) => name.StartsWith("@", StringComparison.Ordinal) ? name.Substring(1) : name;

    private static string Clean(string hint)
    {
        if (SyntaxFacts.IsValidIdentifier(hint) && hint != "_")
            return hint;
        var text = new StringBuilder();
        foreach (char c in hint)
        {
            if (SyntaxFacts.IsIdentifierPartCharacter(c))
                text.Append(c);
        }

        string name = text.ToString().Trim('_');
        return SyntaxFacts.IsValidIdentifier(name) ? name : "t" + name;
    }

    // t, t1, t2; after v2 comes v3.
    private void Assign(Variable variable, string wanted)
    {
        string stem = wanted.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        if (!int.TryParse(wanted.Substring(stem.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            (stem, number) = (wanted, 0);
        for (string name = wanted; !TryAssign(variable, name); name = stem + Formatting.Invariant(++number))
        {
        }
    }

    private bool TryAssign(Variable variable, string name)
    {
        if (!IsFree(name, variable))
            return false;
        if (!_taken.TryGetValue(name, out var holders))
            _taken.Add(name, holders = []);
        holders.Add(variable);
        variable.Name = Escape(name);
        return true;
    }

    private bool IsFree(string name, Variable variable) =>
        !_reserved.Contains(name) &&
        !(_taken.TryGetValue(name, out var holders) &&
            holders.Exists(holder => holder.Scope!.Encloses(variable.Scope!) || variable.Scope!.Encloses(holder.Scope!)));
}
