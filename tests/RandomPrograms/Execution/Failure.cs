namespace Fluxion.RandomPrograms.Execution;

public enum FailureKind
{
    /// <summary>The C# compiler rejects the program itself: a fault of this tool.</summary>
    InvalidProgram,

    /// <summary>The program's own oracles disagree with it or with each other: a fault of this tool.</summary>
    Oracle,

    GeneratorThrew,
    GeneratorError,
    CompanionError,
    CompanionWarning,
    CompanionThrew,
    Hang,
    Value,
    Contents,
    Gradient,
    Overload,
    Tangent,
    Pullback,
    Adjoint,
    Jacobian,
    Taylor,
    HessianVector,
    Hessian,
    ThirdDerivative,
    Threads,
    Report,

    /// <summary>A finite derivative where there is none, or another.</summary>
    Edge,
}

/// <summary>What went wrong with one program.</summary>
/// <param name="Code">Distinguishes failures of one kind: a diagnostic id, an exception, the companion.</param>
public sealed record Failure(FailureKind Kind, string Code, string Detail)
{
    /// <summary>Failures with one key are taken for one defect.</summary>
    public string Key => Code.Length == 0 ? Kind.ToString() : $"{Kind} {Code}";
}
