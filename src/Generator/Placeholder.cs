namespace Fluxion.Generator;
internal static class Placeholder;
