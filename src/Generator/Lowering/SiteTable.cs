using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Lowering;

/// <summary>The user's expressions that operations come from: one site each, numbered as they are met.</summary>
internal sealed class SiteTable
{
    private readonly Dictionary<SyntaxNode, int> _numbers = [];

    public List<SiteInfo> Infos { get; } = [];

    public List<Location> Locations { get; } = [];

    public int Of(SyntaxNode node, string function)
    {
        if (!_numbers.TryGetValue(node, out int number))
        {
            _numbers.Add(node, number = Infos.Count);
            Infos.Add(new SiteInfo(SourceText.Of(node), SourceText.Statement(node), function, number));
            Locations.Add(node.GetLocation());
        }

        return number;
    }
}
