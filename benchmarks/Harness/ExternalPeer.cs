using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Benchmarks.Harness;

/// <summary>What a program in another language needs of a case.</summary>
/// <param name="Model">The model's name there.</param>
/// <param name="Arrays">Parameters and data by name; the gradient is that by the parameters, in the order of the case.</param>
internal sealed record ExternalModel(string Model, IReadOnlyDictionary<string, double[]> Arrays);

/// <summary>A program in another language that times itself, right after the others.</summary>
/// <param name="Name">What it is called in results.</param>
/// <param name="Commands">What may run it; the first for which the test succeeds.</param>
/// <param name="Test">An argument with which the command succeeds if all it needs is installed.</param>
/// <param name="Script">The program.</param>
/// <param name="Models">What it knows.</param>
internal sealed record ExternalPeer(string Name, string[] Commands, string[] Test, string Script, string[] Models)
{
    private static readonly ExternalPeer[] All =
    [
        new("PyTorch", ["python3", "/usr/bin/python3"], ["-c", "import torch"], "torch_peer.py", ["logistic", "gaussian", "gmm"]),
        new("TMB", ["Rscript"], ["-e", "library(TMB)"], "tmb_peer.R", ["logistic", "gaussian"]),
    ];

    private static readonly Lazy<(ExternalPeer Peer, string Command)[]> Installed = new(FindInstalled);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "peers");

    /// <summary>Adds the times of the programs that know the case's model.</summary>
    public static void AddTo(Dictionary<string, double> times, Case @case)
    {
        if (@case.External is not { } external)
            return;
        foreach (var (peer, command) in Installed.Value.Where(installed => installed.Peer.Models.Contains(external.Model)))
            times.Add(peer.Name, peer.Time(command, external, @case));
    }

    private double Time(string command, ExternalModel external, Case @case)
    {
        DirectoryInfo data = Directory.CreateTempSubdirectory("fluxion-benchmark");
        try
        {
            foreach (var (name, array) in external.Arrays)
                File.WriteAllBytes(Path.Combine(data.FullName, name + ".bin"), MemoryMarshal.AsBytes(array.AsSpan()));
            if (!TryRun(command, [Path.Combine(Folder, Script), external.Model, data.FullName], out string output, out string errors))
                throw new InvalidOperationException($"{Script} failed: {errors}");
            // Compilers that the program calls write, too.
            using var result = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
            double[] gradient = [.. result.RootElement.GetProperty("gradient").EnumerateArray().Select(element => element.GetDouble())];
            Agreement.Require(@case, Name, result.RootElement.GetProperty("value").GetDouble(), gradient);
            return result.RootElement.GetProperty("ns").GetDouble();
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static (ExternalPeer Peer, string Command)[] FindInstalled()
    {
        var installed = new List<(ExternalPeer, string)>();
        foreach (ExternalPeer peer in All)
        {
            if (peer.Commands.FirstOrDefault(command => TryRun(command, peer.Test, out _, out _)) is { } found)
                installed.Add((peer, found));
            else
                Console.WriteLine($"{peer.Name}: missing.");
        }
        return [.. installed];
    }

    private static bool TryRun(string command, string[] arguments, out string output, out string errors)
    {
        (output, errors) = ("", "");
        try
        {
            var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
            using Process process = Process.Start(start)!;
            Task<string> messages = process.StandardError.ReadToEndAsync();
            output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            errors = messages.Result;
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
