using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Fluxion.CompilerServices;

// Products with factors that may be 0 where the other is infinite, and what is left out in other ways, chosen without a branch. Masks: vectors are compared to all ones or all zeros,
// and a bool is 1 or 0.
public static partial class Partials
{
    /// <summary>Leaves a product out where its factor is 0, as an adjoint is that belongs to nothing, whatever it is multiplied with.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="product">The product.</param>
    /// <returns>0 where the factor is 0; else the product.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Guard(double factor, double product) =>
        Vector128.AndNot(Vector128.CreateScalarUnsafe(product), Vector128.Equals(Vector128.CreateScalarUnsafe(factor), Vector128<double>.Zero)).ToScalar();

    /// <inheritdoc cref="Guard(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Guard(float factor, float product) =>
        Vector128.AndNot(Vector128.CreateScalarUnsafe(product), Vector128.Equals(Vector128.CreateScalarUnsafe(factor), Vector128<float>.Zero)).ToScalar();

    /// <summary><c>condition ? 0 : value</c> without a branch.</summary>
    /// <param name="condition">Whether the value is left out.</param>
    /// <param name="value">The value; it may be NaN or infinite where it is left out.</param>
    /// <returns>0 where the condition holds; else the value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ZeroIf(bool condition, double value) =>
        BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) & (Unsafe.BitCast<bool, byte>(condition) - 1L));

    /// <inheritdoc cref="ZeroIf(bool, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ZeroIf(bool condition, float value) =>
        BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value) & (Unsafe.BitCast<bool, byte>(condition) - 1));

    /// <summary><c>condition ? value : 0</c> without a branch.</summary>
    /// <param name="condition">Whether the value counts.</param>
    /// <param name="value">The value; it may be NaN or infinite where it is left out.</param>
    /// <returns>The value where the condition holds; else 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ZeroUnless(bool condition, double value) =>
        BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) & -(long)Unsafe.BitCast<bool, byte>(condition));

    /// <inheritdoc cref="ZeroUnless(bool, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ZeroUnless(bool condition, float value) =>
        BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value) & -Unsafe.BitCast<bool, byte>(condition));

    /// <summary>Leaves a product out where its factor is 0, as an adjoint is that belongs to nothing, whatever it is multiplied with.</summary>
    /// <param name="factor">The factor: a number for each output.</param>
    /// <param name="product">The product.</param>
    /// <returns>0 where the factor is 0; else the product.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Guard(Vector128<double> factor, Vector128<double> product) =>
        Vector128.AndNot(product, Vector128.Equals(factor, Vector128<double>.Zero));

    /// <inheritdoc cref="Guard(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Guard(Vector256<double> factor, Vector256<double> product) =>
        Vector256.AndNot(product, Vector256.Equals(factor, Vector256<double>.Zero));

    /// <inheritdoc cref="Guard(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Guard(Vector512<double> factor, Vector512<double> product) =>
        Vector512.AndNot(product, Vector512.Equals(factor, Vector512<double>.Zero));
}
