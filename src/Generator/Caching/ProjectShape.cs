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

    /// <summary>Whether all symbols are the same, and so is what C# makes of equal bodies.</summary>
    public bool IsLike(ProjectShape other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (_name != other._name || _trees.Length != other._trees.Length || !_options.Equals(other._options) || !_references.SequenceEqual(other._references))
            return false;
        int[] changed = [.. Enumerable.Range(0, _trees.Length).Where(i => _trees[i] != other._trees[i])];
        if (changed.Length == 0)
            return true;
        HashSet<string> primary = [.. _trees.SelectMany(FileShape.PrimaryIn)];
        return changed.All(i => ShapeOf(i).IsLike(other.ShapeOf(i), primary));
    }
}
