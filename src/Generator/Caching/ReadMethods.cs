using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Fluxion.Generator.Caching;

/// <summary>
/// Remembers marked methods as they were read, with the bodies that were read for them. The compiler asks for every marked method on every edit, since a body that it
/// calls may be anywhere; what is the same as it was is not bound and lowered again.
/// </summary>
/// <param name="early">Is told of methods that have changed.</param>
internal sealed class ReadMethods(EarlyCompanions early)
{
    // What is typed may change the shape for a moment, until a brace is closed: then the one before is there again.
    private volatile Memory? _last;
    private volatile Memory? _before;

    /// <summary>As <see cref="MarkedMethod.Read"/>, without the trees that positions are in.</summary>
    public MarkedMethod? Read(GeneratorAttributeSyntaxContext syntax, CancellationToken cancellation)
    {
        if (syntax.TargetSymbol is not IMethodSymbol method)
            return null;
        Compilation compilation = syntax.SemanticModel.Compilation;
        ProjectShape project = ProjectShape.Of(compilation);
        // Of a partial method there are two declarations; a local function is found by no member.
        Dependency? place = syntax.TargetNode is MethodDeclarationSyntax && method is { PartialDefinitionPart: null, PartialImplementationPart: null }
            ? Dependency.Of(project, syntax.TargetNode.SyntaxTree, syntax.TargetNode.Span)
            : null;
        if (place is not { Member: >= 0 } member)
            return MarkedMethod.Read(method, compilation, null, cancellation) is { } alone ? alone with { Positions = alone.Positions.Detach() } : null;

        ConcurrentDictionary<(int, string, int), Entry> entries = Of(project).Entries;
        Member declared = member.Shape.Members[member.Member];
        (int, string, int) key = (member.File, declared.Declaration, declared.Ordinal);
        if (entries.TryGetValue(key, out Entry? known) && known.Dependencies.All(one => one.Holds(project)))
        {
            if (!known.Dependencies.All(one => one.IsSame(project)))
                entries[key] = known = known.In(project, method);
            return known.Method;
        }

        HashSet<SyntaxNode> read = [syntax.TargetNode];
        // Earlier methods of the name have companions that may clash.
        read.UnionWith(method.ContainingType.GetMembers(method.Name).SelectMany(other => other.DeclaringSyntaxReferences).Select(reference => reference.GetSyntax(cancellation)));
        if (MarkedMethod.Read(method, compilation, read, cancellation) is not { } result)
            return null;
        MarkedMethod detached = result with { Positions = result.Positions.Detach() };
        if (known?.Method.Model.Equals(detached.Model) is not true)
            early.Begin(detached.Model, cancellation);
        if (Entry.TryMake(project, result, detached, read) is { } entry)
            entries[key] = entry;
        else
            entries.TryRemove(key, out _);
        return detached;
    }

    private Memory Of(ProjectShape project)
    {
        Memory? last = _last, before = _before;
        if (ReferenceEquals(last?.Project, project))
            return last!;
        if (last?.Project.IsLike(project) is true)
            return _last = new Memory(project, last.Entries);
        Memory next = before?.Project.IsLike(project) is true ? new Memory(project, before.Entries) : Larger(last?.After(project), before?.After(project)) ?? new Memory(project, []);
        // A file that is broken for a while has fewer methods. Of all that was remembered, what is kept is of this version of the project or one of two others.
        if (before is null || last!.Entries.Count >= before.Entries.Count || ReferenceEquals(next.Entries, before.Entries))
            _before = last;
        return _last = next;
    }

    private static Memory? Larger(Memory? one, Memory? other) => one is null || other?.Entries.Count > one.Entries.Count ? other : one;

    /// <summary>What is remembered of projects of one shape, by file and declaration.</summary>
    private sealed record Memory(ProjectShape Project, ConcurrentDictionary<(int File, string Declaration, int Ordinal), Entry> Entries)
    {
        /// <summary>What still holds in a project of another shape.</summary>
        public Memory After(ProjectShape project) => new(project, project.ChangedFrom(Project) is { } changed
            ? new(Entries.Where(entry => !entry.Value.Dependencies.Any(one => changed.AreIn(one.Words))))
            : []);
    }

    /// <summary>A method that has been read.</summary>
    /// <param name="Method">Without trees.</param>
    /// <param name="Dependencies">What has been read.</param>
    /// <param name="Sites">For each site: the dependency that it is in, and where in it.</param>
    private sealed record Entry(MarkedMethod Method, Dependency[] Dependencies, (int Dependency, TextSpan Span)[] Sites)
    {
        /// <summary>Null where there is more to a method than can be found again.</summary>
        public static Entry? TryMake(ProjectShape project, MarkedMethod method, MarkedMethod detached, IEnumerable<SyntaxNode> read)
        {
            if (method.Positions.Findings.Count > 0)
                return null;
            var numbers = new Dictionary<(int, int), int>();
            var dependencies = new List<Dependency>();
            foreach (SyntaxNode node in read)
            {
                if (Add(node.SyntaxTree, node.Span) < 0)
                    return null;
            }

            var sites = new List<(int, TextSpan)>();
            foreach (Location location in method.Positions.Sites)
            {
                int number = Add(location.SourceTree, location.SourceSpan);
                if (number < 0)
                    return null;
                sites.Add((number, new TextSpan(location.SourceSpan.Start - dependencies[number].Start, location.SourceSpan.Length)));
            }

            return new Entry(detached, [.. dependencies], [.. sites]);

            int Add(SyntaxTree? tree, TextSpan span)
            {
                if (Dependency.Of(project, tree, span) is not { } dependency)
                    return -1;
                if (!numbers.TryGetValue((dependency.File, dependency.Member), out int number))
                {
                    numbers.Add((dependency.File, dependency.Member), number = dependencies.Count);
                    dependencies.Add(dependency);
                }

                return number;
            }
        }

        /// <summary>The same method where it is now.</summary>
        public Entry In(ProjectShape project, IMethodSymbol method)
        {
            Dependency[] dependencies = [.. Dependencies.Select(one => one.In(project))];
            Positions positions = Method.Positions.MovedTo(method, Sites.Select(site =>
            {
                Dependency dependency = dependencies[site.Dependency];
                SyntaxTree tree = project.TreeOf(dependency.File);
                var span = new TextSpan(dependency.Start + site.Span.Start, site.Span.Length);
                return Location.Create(tree.FilePath, span, tree.GetLineSpan(span).Span);
            }));
            return new Entry(Method with { Positions = positions }, dependencies, Sites);
        }
    }
}
