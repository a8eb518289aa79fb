using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Caching;

/// <summary>What a compilation consists of, without symbols and syntax: its files, and what they are compiled with.</summary>
internal sealed class ProjectShape
{
    private static readonly ConditionalWeakTable<Compilation, View> Known = new();

    private readonly string? _name;
    private readonly CompilationOptions _options;
    private readonly MetadataReference[] _references;
    private readonly HashSet<string> _primary;
    private object _identity = new();

    private ProjectShape(Compilation compilation)
    {
        _name = compilation.AssemblyName;
        _options = compilation.Options;
        _references = [.. compilation.References];
        Files = [.. compilation.SyntaxTrees.Select(FileShape.Of)];
        _primary = [.. Files.SelectMany(file => file.Primary)];
    }

    public IReadOnlyList<FileShape> Files { get; }

    public static View Of(Compilation compilation) => Known.GetValue(compilation, static one => new View(new ProjectShape(one), one));

    /// <summary>Whether all symbols are the same, and so is what C# makes of equal bodies.</summary>
    public bool IsLike(ProjectShape other)
    {
        if (ReferenceEquals(_identity, other._identity))
            return true;
        bool isLike = _name == other._name && Files.Count == other.Files.Count && _options.Equals(other._options) && _references.SequenceEqual(other._references)
            && Enumerable.Range(0, Files.Count).All(i => Files[i].IsLike(other.Files[i], _primary));
        if (isLike)
            _identity = other._identity;
        return isLike;
    }

    /// <summary>A shape and the trees that it was made of, for as long as the compilation lives.</summary>
    internal sealed class View(ProjectShape shape, Compilation compilation)
    {
        private readonly Dictionary<SyntaxTree, int> _numbers = compilation.SyntaxTrees.Select((tree, i) => (tree, i)).ToDictionary(pair => pair.tree, pair => pair.i);

        public ProjectShape Shape { get; } = shape;

        public SyntaxTree[] Trees { get; } = [.. compilation.SyntaxTrees];

        /// <summary>The number of a file; -1 for one that is not of this project.</summary>
        public int NumberOf(SyntaxTree? tree) => tree is not null && _numbers.TryGetValue(tree, out int number) ? number : -1;
    }
}
