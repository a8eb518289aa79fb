using System.Globalization;
using System.Text;

namespace Fluxion.Generator.Contract;

/// <summary>Names of generated files. Two equal ones, case aside, would take all output of the generator away.</summary>
internal static class HintNames
{
    private const int Longest = 120;

    public static string Of(Declaration declaration)
    {
        var name = new StringBuilder();
        if (declaration.Namespace.Length > 0)
            name.Append(declaration.Namespace).Append('.');
        foreach (Container container in declaration.Containers)
            name.Append(container.Name).Append('.');
        name.Append(declaration.Name).Append('(');
        name.Append(string.Join(",", declaration.Parameters.Select(p => (p.Mode == Ir.PassingMode.Value ? "" : "ref ") + p.Type.Name)));
        name.Append(')');

        string full = name.ToString();
        string shown = Legal(full);
        bool isShortened = shown.Length > Longest;
        if (isShortened)
            shown = shown.Substring(0, Longest);
        // Letters that were replaced, names cut off and names that differ in case only are told apart by a hash of the whole.
        return isShortened || declaration.NeedsCaseMark || HasReplacements(full) ? $"{shown}-{Hash(full)}.g.cs" : $"{shown}.g.cs";
    }

    public static string Of(GradientClass type)
    {
        string full = string.Join(".", new[] { type.Namespace }.Where(ns => ns.Length > 0).Concat(type.Containers.Select(container => container.Name)).Append(type.Name));
        return $"{Legal(full)}-{Hash(full)}.g.cs";
    }

    private static string Legal(string name)
    {
        var legal = new StringBuilder(name.Replace("global::System.", "").Replace("global::", "").Replace('<', '{').Replace('>', '}').Replace(" ", "_"));
        for (int i = 0; i < legal.Length; i++)
        {
            if (!IsLegal(legal[i]))
                legal[i] = '_';
        }

        return legal.ToString();
    }

    private static bool HasReplacements(string name) => name.Replace("global::", "").Any(c => !IsLegal(c) && c is not ('<' or '>' or ' '));

    private static bool IsLegal(char c) => c < 128 && (char.IsLetterOrDigit(c) || ".,-_()[]{}".IndexOf(c) >= 0);

    // FNV-1a: the same on every machine and in every process.
    private static string Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
            hash = unchecked((hash ^ c) * 16777619);
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
