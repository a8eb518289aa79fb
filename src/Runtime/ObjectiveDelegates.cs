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

/// <summary>The typed parameters that a flattened point stands for.</summary>
/// <typeparam name="T">The type of the parameters, usually a tuple.</typeparam>
/// <param name="point">The arguments, flattened.</param>
/// <returns>The parameters; they share no memory with <paramref name="point"/>.</returns>
public delegate T ObjectiveParameters<out T>(ReadOnlySpan<double> point);
