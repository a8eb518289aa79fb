using System.Runtime.CompilerServices;

namespace Fluxion;

/// <summary>What is said about derivatives in the body of a marked method.</summary>
public static class Derivative
{
    /// <summary>Passes the value and stops the derivative: the result counts as a constant.</summary>
    /// <param name="value">Any value.</param>
    /// <returns><paramref name="value"/>, unchanged.</returns>
    public static double Stop(double value) => value;

    /// <inheritdoc cref="Stop(double)"/>
    public static float Stop(float value) => value;

#pragma warning disable RS0026 // The overloads differ in their first parameter, which is never left out.
    /// <summary>
    /// Passes the value, and lists it in <c>Report_F</c> of the marked method in whose body this stands, with its derivatives; nowhere else does it cost
    /// anything. In a loop, each iteration adds to the list.
    /// </summary>
    /// <param name="value">Any value.</param>
    /// <param name="name">Its name; by default, the expression itself. A literal.</param>
    /// <returns><paramref name="value"/>, unchanged.</returns>
    public static double Report(double value, [CallerArgumentExpression(nameof(value))] string name = "") => value;

    /// <inheritdoc cref="Report(double, string)"/>
    public static float Report(float value, [CallerArgumentExpression(nameof(value))] string name = "") => value;
#pragma warning restore RS0026
}
