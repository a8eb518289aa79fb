namespace Fluxion.CodeFixes;
internal static class Placeholder;
