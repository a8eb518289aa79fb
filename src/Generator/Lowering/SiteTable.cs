using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Lowering;

/// <summary>The user's expressions that operations come from: one site each, numbered as they are met.</summary>
internal sealed class SiteTable
{
    private readonly Dictionary<(SyntaxNode Node, int Caller), int> _numbers = [];

    public List<SiteInfo> Infos { get; } = [];

    public List<Location> Locations { get; } = [];

    public int Of(SyntaxNode node, CallContext context)
    {
        if (!_numbers.TryGetValue((node, context.Caller), out int number))
        {
            _numbers.Add((node, context.Caller), number = Infos.Count);
            Infos.Add(new SiteInfo(SourceText.Of(node), SourceText.Statement(node), context.Function, number, context.Caller));
            Locations.Add(node.GetLocation());
        }

        return number;
    }

    /// <summary>The site of what stands for a loop.</summary>
    /// <param name="node">What stands for it.</param>
    /// <param name="loop">The loop, which knows its line.</param>
    /// <param name="context">Where the code is called.</param>
    public int OfLoop(SyntaxNode node, SyntaxNode loop, CallContext context)
    {
        int number = Of(node, context);
        Infos[number] = Infos[number] with { Line = SourceText.Line(loop) };
        return number;
    }
}
