namespace Fluxion.Generator;

/// <summary>The incremental steps, in order; tests ask which of them ran again.</summary>
internal static class TrackingNames
{
    /// <summary>Reads and lowers each marked method. Runs on every edit, since a body it calls may be anywhere; see <see cref="Caching.ReadMethods"/>.</summary>
    public const string Lowering = "Fluxion.Lowering";

    /// <summary>Drops positions: from here on, only what changed in meaning runs again.</summary>
    public const string Model = "Fluxion.Model";

    /// <summary>Differentiates and writes the file.</summary>
    public const string Companions = "Fluxion.Companions";

    /// <summary>The classes that hold derivatives of objects, each once.</summary>
    public const string Gradients = "Fluxion.Gradients";

    /// <summary>Whether the generator has to report what the analyzer would.</summary>
    public const string Options = "Fluxion.Options";

    /// <summary>The diagnostics, in builds without analyzers.</summary>
    public const string Reports = "Fluxion.Reports";
}
