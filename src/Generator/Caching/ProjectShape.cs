using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Caching;

/// <summary>
/// What a compilation consists of: its files, and what they are compiled with. Files are looked into only where two projects do not have the same, so that a
/// build, which is never compared with anything, pays nothing for it. Holds no symbols.
/// </summary>
internal sealed class ProjectShape
{
    private static readonly ConditionalWeakTable<Compilation, ProjectShape> Known = new();

    private readonly string? _name;
    private readonly CompilationOptions _options;
    private readonly MetadataReference[] _references;
    private readonly SyntaxTree[] _trees;
    private readonly Dictionary<SyntaxTree, int> _numbers = [];

    private ProjectShape(Compilation compilation)
    {
        _name = compilation.AssemblyName;
        _options = compilation.Options;
        _references = [.. compilation.References];
        _trees = [.. compilation.SyntaxTrees];
        for (int i = 0; i < _trees.Length; i++)
            _numbers[_trees[i]] = i;
    }

    public static ProjectShape Of(Compilation compilation) => Known.GetValue(compilation, static one => new ProjectShape(one));

    /// <summary>The number of a file; -1 for one that is not of this project.</summary>
    public int NumberOf(SyntaxTree? tree) => tree is not null && _numbers.TryGetValue(tree, out int number) ? number : -1;

    public SyntaxTree TreeOf(int file) => _trees[file];

    public FileShape ShapeOf(int file) => FileShape.Of(_trees[file]);

    public IEnumerable<FileShape> Shapes => _trees.Select(FileShape.Of);

    /// <summary>Whether all symbols are the same, and so is what C# makes of equal bodies.</summary>
    public bool IsLike(ProjectShape other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (!IsKin(other))
            return false;
        int[] changed = Changed(other);
        if (changed.Length == 0)
            return true;
        HashSet<string> primary = Primary();
        return changed.All(i => ShapeOf(i).IsLike(other.ShapeOf(i), primary));
    }

    /// <summary>Which names mean something else than in an earlier version; null where anything may.</summary>
    public ChangedNames? ChangedFrom(ProjectShape earlier)
    {
        if (!IsKin(earlier))
            return null;
        HashSet<string> primary = Primary();
        primary.UnionWith(earlier.Primary());
        (FileShape Before, FileShape After)[] changed = [.. Changed(earlier).Select(i => (earlier.ShapeOf(i), ShapeOf(i)))];
        return changed.All(file => file.Before.IsKin(file.After) && file.Before.HasSameFields(file.After, primary)) ? ChangedNames.Between(this, changed) : null;
    }

    private bool IsKin(ProjectShape other) =>
        _name == other._name && _trees.Length == other._trees.Length && _options.Equals(other._options) && _references.SequenceEqual(other._references);

    private int[] Changed(ProjectShape other) => [.. Enumerable.Range(0, _trees.Length).Where(i => _trees[i] != other._trees[i])];

    private HashSet<string> Primary() => [.. _trees.SelectMany(FileShape.PrimaryIn)];
}
