using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Benchmarks.Harness;

/// <summary><c>results/latest.json</c>: what the last run measured.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Folder { get; } = Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", "results");

    public static string FileName { get; } = Path.GetFullPath(Path.Combine(Folder, "latest.json"));

    public static void Write(IEnumerable<Measurement> measurements)
    {
        var list = new JsonArray([.. measurements.Select(ToJson)]);
        File.WriteAllText(FileName, list.ToJsonString(Indented) + "\n");
    }

    private static JsonObject ToJson(Measurement measurement) => new()
    {
        ["name"] = measurement.Name,
        ["size"] = measurement.Size,
        ["fluxion_ns"] = Rounded(measurement.Fluxion),
        ["value_ns"] = Rounded(measurement.Value),
        ["peers"] = new JsonObject(measurement.Peers.Select(peer => KeyValuePair.Create<string, JsonNode?>(peer.Key, Rounded(peer.Value)))),
        ["bytes"] = measurement.Bytes,
    };

    private static double Rounded(double nanoseconds) => Math.Round(nanoseconds, nanoseconds < 1000 ? 2 : 0);

    private static string SourceFile([CallerFilePath] string path = "") => path;
}
