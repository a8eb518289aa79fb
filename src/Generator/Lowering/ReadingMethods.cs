using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Lowering;

/// <summary>
/// Methods of the framework that act on the world, or not at all, but write to no array or span they get: argument guards, assertions,
/// output, formatting.
/// </summary>
internal static class ReadingMethods
{
    public static bool Contains(IMethodSymbol method)
    {
        INamedTypeSymbol type = method.ContainingType;
        switch (type.ContainingNamespace?.ToDisplayString(), type.Name)
        {
            case ("System", "Console" or "GC"):
            case ("System.Diagnostics", "Debug" or "Trace"):
            case ("System.Linq", "Enumerable"):
                return true;
            case ("System", "MemoryExtensions"):
                return method.Name is "SequenceEqual" or "IndexOf" or "LastIndexOf" or "IndexOfAny" or "Contains" or "ContainsAny" or "StartsWith" or "EndsWith" or "BinarySearch";
            case ("System", "Array"):
                return method.Name is "IndexOf" or "LastIndexOf" or "BinarySearch";
            case ("System.Text", "StringBuilder"):
                return method.Name.StartsWith("Append", StringComparison.Ordinal);
        }

        return method.Name.StartsWith("ThrowIf", StringComparison.Ordinal)
            || (method.Name.StartsWith("Write", StringComparison.Ordinal) && Inherits(type, "TextWriter"))
            || PureMethods.Contains(method);
    }

    private static bool Inherits(INamedTypeSymbol? type, string name)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Name == name && type.ContainingNamespace?.ToDisplayString() == "System.IO")
                return true;
        }

        return false;
    }
}
