namespace Fluxion.Generator.Diagnostics;

/// <summary>The categories of diagnostics, as editors and .editorconfig know them.</summary>
internal static class Categories
{
    /// <summary>The declaration of a marked method.</summary>
    public const string Declaration = "Fluxion.Declaration";

    /// <summary>Code that cannot be differentiated.</summary>
    public const string Support = "Fluxion.Support";

    /// <summary>A derivative that is dropped or may surprise.</summary>
    public const string Derivatives = "Fluxion.Derivatives";

    /// <summary>A defect of Fluxion itself.</summary>
    public const string Internal = "Fluxion.Internal";
}
