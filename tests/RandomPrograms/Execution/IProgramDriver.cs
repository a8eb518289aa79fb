namespace Fluxion.RandomPrograms.Execution;

/// <summary>
/// One compiled program behind untyped calls. An implementation is printed for each program (by the driver printer), so that the
/// companions are called with the types and names that a user would write.
/// </summary>
/// <remarks>Arguments, seeds and directions are one array a parameter in order of declaration, matrices row by row.</remarks>
public interface IProgramDriver
{
    /// <summary>Calls the method itself.</summary>
    Reply Primal(double[][] arguments);

    /// <summary>Calls the rendering over dual numbers.</summary>
    Reply Dual(double[][] arguments, double[][] dots);

    /// <summary>Calls <c>Gradient_F</c>; null where there is none.</summary>
    Reply? Gradient(double[][] arguments);

    /// <summary>Calls the overload that writes into spans, which hold <paramref name="garbage"/> before; null where there is none.</summary>
    Reply? GradientInto(double[][] arguments, double garbage);

    /// <summary>Calls <c>Pullback_F</c>; <see cref="Reply.Derivatives"/> are the bars afterwards.</summary>
    Reply Pullback(double[][] arguments, double[] resultBar, double[][] bars);

    /// <summary>Calls <c>Tangent_F</c>; <see cref="Reply.Derivatives"/> are the dots afterwards.</summary>
    Reply Tangent(double[][] arguments, double[][] dots);

    /// <summary>Calls <c>Jacobian_F</c>; null where there is none.</summary>
    double[,]? Jacobian(double[][] arguments);

    /// <summary>Calls <c>HessianVector_F</c>, for the gradient and for how it changes in the direction; null where there is none.</summary>
    Reply? HessianVector(double[][] arguments, double[][] direction);

    /// <summary>Calls <c>ThirdDerivative_F</c>; null where there is none.</summary>
    Reply? ThirdDerivative(double[][] arguments, double[][] first, double[][] second);

    /// <summary>Calls <c>Hessian_F</c>; null where there is none.</summary>
    double[,]? Hessian(double[][] arguments);

    /// <summary>Calls <c>Report_F</c>, which leaves the arguments as the method does; null where there is none.</summary>
    (DerivativeReport Report, double[][] After)? Report(double[][] arguments);
}

/// <summary>What a call returned and left behind.</summary>
public sealed class Reply
{
    /// <summary>The return value; empty for <c>void</c>.</summary>
    public double[] Result { get; init; } = [];

    /// <summary>What each parameter held after the call.</summary>
    public double[][] After { get; init; } = [];

    /// <summary>The Hessian times a direction.</summary>
    public double[][] Products { get; init; } = [];

    /// <summary>The Hessian times another direction.</summary>
    public double[][] SecondProducts { get; init; } = [];

    /// <summary>The third derivative in both.</summary>
    public double[][] Thirds { get; init; } = [];

    /// <summary>The dot of the return value, or the magnitude of its terms for a dual run.</summary>
    public double[] ResultDot { get; init; } = [];

    /// <summary>For each parameter: its gradient, bar or dot; empty where it has none.</summary>
    public double[][] Derivatives { get; init; } = [];

    /// <summary>Of a dual run: Σ|terms| of each entry of <see cref="ResultDot"/> and <see cref="Derivatives"/>.</summary>
    public double[] ResultMagnitude { get; init; } = [];

    /// <inheritdoc cref="ResultMagnitude"/>
    public double[][] Magnitudes { get; init; } = [];
}
