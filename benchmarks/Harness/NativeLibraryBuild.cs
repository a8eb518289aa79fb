using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Benchmarks.Harness;

/// <summary>The peers in C++, compiled with one set of flags and loaded into this process, so that all times are of one process.</summary>
internal sealed class NativeLibraryBuild
{
    private const string Compiler = "g++", Taped = "ADOL-C";
    private static readonly string[] Flags = ["-std=c++17", "-O3", "-march=native", "-fPIC"];
    private static readonly Lazy<IReadOnlyList<NativeLibraryBuild>> Builds = new(BuildAll);

    private readonly nint _library;

    private NativeLibraryBuild(string name, string path)
    {
        Name = name;
        _library = NativeLibrary.Load(path);
    }

    /// <summary>Those that could be built: none where there is no compiler.</summary>
    public static IReadOnlyList<NativeLibraryBuild> Available => Builds.Value;

    /// <summary>What it is called in results.</summary>
    public string Name { get; }

    /// <summary>Whether it records every operation, so that memory limits the size of the model.</summary>
    public bool IsTaped => Name == Taped;

    public bool TryGetAddress(string function, out nint address) => NativeLibrary.TryGetExport(_library, function, out address);

    private static IReadOnlyList<NativeLibraryBuild> BuildAll()
    {
        if (!Exists())
        {
            Console.WriteLine($"C++ and {Taped}: missing, because {Compiler} is not installed.");
            return [];
        }
        List<NativeLibraryBuild> builds = [Build("C++", "native", "plain", [], []), Build("C++ -ffast-math", "native", "fast", ["-ffast-math"], [])];
        if (Directory.Exists("/usr/include/adolc"))
            builds.Add(Build(Taped, Path.Combine("peers", "adolc"), "build", [], ["-ladolc"]));
        else
            Console.WriteLine($"{Taped}: missing.");
        return builds;
    }

    private static bool Exists()
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(Compiler, "--version") { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static NativeLibraryBuild Build(string name, string sourceFolder, string folder, string[] flags, string[] libraries)
    {
        string sources = Path.Combine(AppContext.BaseDirectory, sourceFolder);
        string output = Directory.CreateDirectory(Path.Combine(sources, folder)).FullName;
        var objects = new List<string>();
        foreach (string source in Directory.EnumerateFiles(sources, "*.cpp").Order(StringComparer.Ordinal))
        {
            string compiled = Path.Combine(output, Path.GetFileNameWithoutExtension(source) + ".o");
            objects.Add(compiled);
            if (File.GetLastWriteTimeUtc(compiled) < File.GetLastWriteTimeUtc(source))
                Compile([.. Flags, .. flags, "-c", source, "-o", compiled]);
        }

        // Linking with -ffast-math would make the whole process flush subnormal numbers to zero, the programs in C# with it.
        string library = Path.Combine(output, "peers.so");
        Compile(["-shared", "-o", library, .. objects, .. libraries, "-lmvec", "-lm"]);
        return new NativeLibraryBuild(name, library);
    }

    private static void Compile(IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Compiler, arguments) { RedirectStandardError = true })!;
        string messages = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{Compiler} {string.Join(' ', arguments)} failed:\n{messages}");
    }
}
