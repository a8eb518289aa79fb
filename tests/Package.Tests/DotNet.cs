using System.Diagnostics;
using System.Text;
using Xunit;

namespace Fluxion.Package.Tests;

/// <summary>Runs the <c>dotnet</c> command as a user would in a folder of their own.</summary>
internal sealed class DotNet(string packages, string appData)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    /// <summary>Runs a command, fails the test with its whole output if the command fails, and returns its standard output.</summary>
    public async Task<string> Run(string folder, string[] arguments, CancellationToken cancel)
    {
        var (code, output, error) = await Start(folder, arguments, cancel);
        Assert.True(code == 0, $"dotnet {string.Join(' ', arguments)} returned {code}.\n{output}\n{error}");
        return output;
    }

    /// <summary>Runs a command and returns its exit code and what it wrote.</summary>
    public async Task<(int Code, string Output, string Error)> Start(string folder, string[] arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        Isolate(start.Environment);

        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private void Isolate(IDictionary<string, string?> environment)
    {
        // `dotnet test` may leave variables for its own build in the environment; a user's shell has none of them.
        foreach (string name in environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToArray())
            environment.Remove(name);
        // Above nuget.config in precedence, so it is not enough to name the folder there.
        environment["NUGET_PACKAGES"] = packages;
        // File-based apps are built below the application data of the user; NuGet's settings and the user's sources are elsewhere.
        environment["XDG_DATA_HOME"] = appData;
        // Servers that outlive the command would keep the temporary folder open.
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["UseSharedCompilation"] = "false";
        environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        environment["DOTNET_NOLOGO"] = "1";
        environment["NO_COLOR"] = "1";
    }
}
