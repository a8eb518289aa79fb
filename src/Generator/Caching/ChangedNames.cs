namespace Fluxion.Generator.Caching;

/// <summary>
/// Which names an edit outside of bodies gives another meaning. Code that mentions none of them, and is inside of none, means what it meant: what is not in it by name
/// comes into it by declarations that it names, and if one of those mentions what has changed, its own names count as changed.
/// </summary>
internal sealed class ChangedNames
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    private ChangedNames()
    {
    }

    /// <param name="project">As it is now.</param>
    /// <param name="changed">The files that are others, as they were and as they are.</param>
    /// <returns>Null where any code may mean something else.</returns>
    public static ChangedNames? Between(ProjectShape project, IEnumerable<(FileShape Before, FileShape After)> changed)
    {
        var names = new ChangedNames();
        return changed.All(file => names.AddDifference(file.Before.Outside, file.After.Outside)) && names.AddDependents(project) ? names : null;
    }

    public bool AreIn(Words words) => words.HasAny(_names);

    private bool AddDifference(IReadOnlyList<Piece> before, IReadOnlyList<Piece> after)
    {
        int start = 0, end = 0, shorter = Math.Min(before.Count, after.Count);
        while (start < shorter && before[start].Text == after[start].Text)
            start++;
        while (end < shorter - start && before[before.Count - 1 - end].Text == after[after.Count - 1 - end].Text)
            end++;
        Piece[] old = [.. before.Skip(start).Take(before.Count - start - end)];
        Piece[] now = [.. after.Skip(start).Take(after.Count - start - end)];
        HashSet<string> both = [.. old.Select(piece => piece.Text)];
        both.IntersectWith(now.Select(piece => piece.Text));

        // The order of fields is that of a struct's parts, and that of overloads the one in which companions are named.
        return old.Select(piece => piece.Text).Where(both.Contains).SequenceEqual(now.Select(piece => piece.Text).Where(both.Contains))
            && old.Concat(now).Where(piece => !both.Contains(piece.Text)).All(Add);
    }

    // A declaration that mentions a name may be another with it: a constant, a type that derives from one.
    private bool AddDependents(ProjectShape project)
    {
        for (int count = -1; count != _names.Count;)
        {
            count = _names.Count;
            foreach (FileShape file in project.Shapes)
            {
                if (AreIn(file.WordsOutside) && !file.Outside.Where(piece => !piece.IsScope && AreIn(piece.Words)).All(Add))
                    return false;
            }
        }

        return true;
    }

    private bool Add(Piece piece)
    {
        if (piece.Names is not { } names)
            return false;
        foreach (string name in names)
            _names.UnionWith(DeclaredNames.WithSources(name));
        return true;
    }
}
