namespace QuickStart;

/// <summary>The source that the build generated for this program: <c>obj/generated</c>, see the project file.</summary>
internal static class GeneratedSource
{
    /// <summary>Prints the gradient of a method as it was generated, and where to read the rest.</summary>
    /// <param name="method">The marked method's name.</param>
    public static void Print(string method)
    {
        string[] files = Files();
        string? file = files.FirstOrDefault(path => Path.GetFileName(path).Contains($".{method}(", StringComparison.Ordinal));
        if (file is null)
        {
            Console.WriteLine("   The generated source: samples/QuickStart/obj/generated, after a build.");
            return;
        }

        Console.WriteLine("   What the build wrote for it, with its comments:");
        Console.WriteLine();
        foreach (string line in Body(File.ReadAllLines(file), $" Gradient_{method}("))
            Console.WriteLine(line);
        Console.WriteLine();
        Console.WriteLine($"   F12 on Gradient_{method} in an editor opens it. All that was generated is in");
        Console.WriteLine($"   {Shorter(Path.GetDirectoryName(file)!)}:");
        foreach (string path in files)
            Console.WriteLine($"     {Path.GetFileName(path)}");
    }

    /// <summary>The lines of one method, indented as in their file.</summary>
    private static IEnumerable<string> Body(IEnumerable<string> lines, string signature)
    {
        const string brace = "    }";
        bool inside = false;
        foreach (string line in lines)
        {
            inside |= line.Contains(signature, StringComparison.Ordinal);
            if (inside)
                yield return line;
            if (inside && line == brace)
                yield break;
        }
    }

    private static string[] Files()
    {
        // bin/<configuration>/<framework> is where the program runs from; the build leaves what it generated in obj/generated.
        string folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "obj", "generated"));
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.g.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
            : [];
    }

    private static string Shorter(string path)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.Length < path.Length ? relative : path;
    }
}
