namespace Fluxion.Generator.Contract;

/// <summary>A companion as text: documentation, signature and body, without indentation.</summary>
internal sealed class Member(Declaration declaration, Signature signature, IEnumerable<string> documentation)
{
    private const string GeneratedCode = "[global::System.CodeDom.Compiler.GeneratedCode(\"Fluxion\", \"{0}\")]";

    private static readonly string Version = typeof(Member).Assembly.GetName().Version.ToString(3);

    public static string GeneratedCodeAttribute => string.Format(System.Globalization.CultureInfo.InvariantCulture, GeneratedCode, Version);

    public Signature Signature { get; } = signature;

    /// <summary>
    /// Whether the JIT is to optimise it before it has run: what it learns about loops over vectors from the first runs, of code that is not optimised, makes
    /// them several times slower.
    /// </summary>
    public bool IsInLanes { get; init; }

    /// <summary>Everything before the body.</summary>
    public IReadOnlyList<string> Head => HeadWith(null);

    /// <summary>The identifiers that parameters take.</summary>
    public IReadOnlyCollection<string> Reserved => [.. Signature.Parameters.Select(p => p.Name.TrimStart('@'))];

    /// <summary>Whether only other companions call it.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>The same, to be optimised at once.</summary>
    public Member InLanes() => new(declaration, Signature, documentation) { IsInLanes = true, IsPrivate = IsPrivate };

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
        .. IsInLanes ? [Emission.MethodEmitter.OptimizedAtOnce] : Array.Empty<string>(),
        $"{(IsPrivate ? "private" : declaration.Accessibility)} {(declaration.IsOnObject ? "" : declaration.IsInstance ? "readonly " : "static ")}{Signature.ReturnType} {Signature.Name}({string.Join(", ", Signature.Parameters)})",
    ];
}
