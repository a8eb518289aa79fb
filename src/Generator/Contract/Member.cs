namespace Fluxion.Generator.Contract;

/// <summary>A companion as text: documentation, signature and body, without indentation.</summary>
internal sealed class Member(Declaration declaration, Signature signature, IEnumerable<string> documentation)
{
    private const string GeneratedCode = "[global::System.CodeDom.Compiler.GeneratedCode(\"Fluxion\", \"{0}\")]";

    private static readonly string Version = typeof(Member).Assembly.GetName().Version.ToString(3);

    public static string GeneratedCodeAttribute => string.Format(System.Globalization.CultureInfo.InvariantCulture, GeneratedCode, Version);

    public Signature Signature { get; } = signature;

    /// <summary>
    /// Whether the JIT is to optimise it before it has run: what it learns about loops in loops from the first runs, of code that is not optimised, makes them up to
    /// one and a half times slower, one run in two, and loops over vectors several times.
    /// </summary>
    public bool IsOptimizedAtOnce { get; init; }

    /// <summary>Everything before the body.</summary>
    public IReadOnlyList<string> Head => HeadWith(null);

    /// <summary>The identifiers that parameters take.</summary>
    public IReadOnlyCollection<string> Reserved => [.. Signature.Parameters.Select(p => p.Name.TrimStart('@'))];

    /// <summary>Whether only other companions call it.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>The same, to be optimised at once.</summary>
    public Member OptimizedAtOnce() => new(declaration, Signature, documentation) { IsOptimizedAtOnce = true, IsPrivate = IsPrivate };

    /// <summary>With a body of these statements.</summary>
    public IEnumerable<string> With(IEnumerable<string> body) => [.. Head, "{", .. body.Select(line => line.Length == 0 ? "" : "    " + line), "}"];

    /// <summary>The body is not there: calling the companion is a compile-time error that says why.</summary>
    /// <param name="reason">The diagnostic that keeps the companion from being generated.</param>
    public IEnumerable<string> InError(string reason) =>
    [
        .. HeadWith($"[global::System.Obsolete({Text.Literal(reason)}, error: true)]"),
        "{",
        $"    throw new global::System.NotSupportedException({Text.Literal(reason)});",
        "}",
    ];

    /// <summary>The method is being typed: the companion is there, so that callers bind, and throws.</summary>
    public IEnumerable<string> Unfinished() =>
        With([$"throw new global::System.NotSupportedException({Text.Literal($"The body of '{declaration.Name}' is not complete.")});"]);

    private IReadOnlyList<string> HeadWith(string? attribute) =>
    [
        .. documentation,
        GeneratedCodeAttribute,
        .. attribute is null ? Array.Empty<string>() : [attribute],
        .. IsOptimizedAtOnce ? [Emission.MethodEmitter.OptimizedAtOnce] : Array.Empty<string>(),
        $"{(IsPrivate ? "private" : declaration.Accessibility)} {(declaration.IsOnObject ? "" : declaration.IsInstance ? "readonly " : "static ")}{Signature.ReturnType} {Signature.Name}({string.Join(", ", Signature.Parameters)})",
    ];
}
