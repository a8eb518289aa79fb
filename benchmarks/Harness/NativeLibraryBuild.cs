using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Benchmarks.Harness;

/// <summary>The peers in C++, compiled with one set of flags and loaded into this process, so that all times are of one process.</summary>
internal sealed class NativeLibraryBuild
{
    private const string Compiler = "g++";
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

    public nint Address(string function) => NativeLibrary.GetExport(_library, function);

    private static IReadOnlyList<NativeLibraryBuild> BuildAll()
    {
        if (!Exists())
        {
            Console.WriteLine($"C++: missing, because {Compiler} is not installed.");
            return [];
        }
        return [Build("C++", "plain", []), Build("C++ -ffast-math", "fast", ["-ffast-math"])];
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

    private static NativeLibraryBuild Build(string name, string folder, string[] flags)
    {
        string sources = Path.Combine(AppContext.BaseDirectory, "native");
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
        Compile(["-shared", "-o", library, .. objects, "-lmvec", "-lm"]);
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
