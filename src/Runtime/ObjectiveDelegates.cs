namespace Fluxion;

/// <summary>The value of a function at a point.</summary>
/// <param name="point">The arguments, flattened.</param>
/// <returns>The value.</returns>
public delegate double ObjectiveValue(ReadOnlySpan<double> point);

/// <summary>The value and the gradient of a function at a point.</summary>
/// <param name="point">The arguments, flattened.</param>
/// <param name="gradient">Receives the partial derivatives, overwritten; as long as <paramref name="point"/>.</param>
/// <returns>The value.</returns>
public delegate double ObjectiveGradient(ReadOnlySpan<double> point, Span<double> gradient);

/// <summary>The value, the gradient and the Hessian of a function at a point.</summary>
/// <param name="point">The arguments, flattened.</param>
/// <param name="gradient">Receives the partial derivatives, overwritten; as long as <paramref name="point"/>.</param>
/// <param name="hessian">Receives the second ones, overwritten, row by row, exactly symmetric; as long as <paramref name="point"/> squared.</param>
/// <returns>The value.</returns>
public delegate double ObjectiveHessian(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian);

/// <summary>The value of a function at a point, and the product of its Hessian with a direction.</summary>
/// <param name="point">The arguments, flattened.</param>
/// <param name="direction">The direction; as long as <paramref name="point"/>.</param>
/// <param name="product">Receives how the gradient changes in the direction, overwritten; as long as <paramref name="point"/>.</param>
/// <returns>The value.</returns>
public delegate double ObjectiveHessianVector(ReadOnlySpan<double> point, ReadOnlySpan<double> direction, Span<double> product);

/// <summary>The residuals at a point.</summary>
/// <param name="point">The arguments, flattened.</param>
/// <returns>The residuals, always equally many.</returns>
public delegate double[] LeastSquaresResiduals(ReadOnlySpan<double> point);

/// <summary>The residuals at a point, and how they change in a direction.</summary>
/// <param name="point">The arguments, flattened.</param>
/// <param name="direction">The direction; as long as <paramref name="point"/>.</param>
/// <returns>The residuals, and the Jacobian times the direction.</returns>
public delegate (double[] Residuals, double[] Change) LeastSquaresTangent(ReadOnlySpan<double> point, ReadOnlySpan<double> direction);

/// <summary>What is reported at a point; see <see cref="Derivative.Report(double, string)"/>.</summary>
/// <param name="point">The arguments, flattened.</param>
/// <returns>The values, with derivatives with respect to the elements of the point.</returns>
public delegate DerivativeReport ObjectiveReport(ReadOnlySpan<double> point);

/// <summary>The typed parameters that a flattened point stands for.</summary>
/// <typeparam name="T">The type of the parameters, usually a tuple.</typeparam>
/// <param name="point">The arguments, flattened.</param>
/// <returns>The parameters; they share no memory with <paramref name="point"/>.</returns>
public delegate T ObjectiveParameters<out T>(ReadOnlySpan<double> point);

/// <summary>The way back: a flattened point from typed parameters.</summary>
/// <typeparam name="T">The type of the parameters, usually a tuple.</typeparam>
/// <param name="parameters">The parameters. Arrays that are null leave their elements of the point as they are.</param>
/// <param name="point">Receives the elements.</param>
public delegate void ObjectiveFlattening<in T>(T parameters, Span<double> point);
