using System.Numerics;

namespace Fluxion.CompilerServices;

public static partial class Partials
{
    /// <summary><c>Matrix4x4.Invert</c> with its results side by side.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <returns>Whether it has an inverse, and the inverse.</returns>
    public static (bool Exists, Matrix4x4 Inverse) Invert(Matrix4x4 matrix) => (Matrix4x4.Invert(matrix, out Matrix4x4 inverse), inverse);

    /// <summary>The adjoint of a matrix that is inverted: <c>−A⁻ᵀ bar A⁻ᵀ</c>.</summary>
    /// <param name="inverse">A⁻¹.</param>
    /// <param name="bar">The adjoint of the inverse; where it is 0, so is the result, whether there is an inverse or not.</param>
    /// <returns>What is added to the adjoint of A.</returns>
    public static Matrix4x4 InversePullback(Matrix4x4 inverse, Matrix4x4 bar)
    {
        if (bar == default)
            return default;
        Matrix4x4 transposed = Matrix4x4.Transpose(inverse);
        return -(transposed * bar * transposed);
    }

    /// <summary>The tangent of an inverse: <c>−A⁻¹ dot A⁻¹</c>.</summary>
    /// <param name="inverse">A⁻¹.</param>
    /// <param name="dot">The tangent of A; where it is 0, so is the result, whether there is an inverse or not.</param>
    /// <returns>The tangent.</returns>
    public static Matrix4x4 InverseTangent(Matrix4x4 inverse, Matrix4x4 dot) => dot == default ? default : -(inverse * dot * inverse);

    /// <summary>The sum of the products of the elements.</summary>
    /// <param name="a">A matrix.</param>
    /// <param name="b">Another one.</param>
    /// <returns>The sum.</returns>
    public static float Dot(Matrix4x4 a, Matrix4x4 b)
    {
        double sum = 0;
        for (int row = 0; row < 4; row++)
        {
            for (int column = 0; column < 4; column++)
                sum += (double)a[row, column] * b[row, column];
        }

        return (float)sum;
    }

    /// <summary>The partials of the determinant, also where it is 0.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <returns>The cofactors.</returns>
    public static Matrix4x4 Cofactors(Matrix4x4 matrix)
    {
        Matrix4x4 cofactors = default;
        for (int row = 0; row < 4; row++)
        {
            for (int column = 0; column < 4; column++)
                cofactors[row, column] = (float)Cofactor(matrix, row, column);
        }

        return cofactors;
    }

    // The determinant of what is left without a row and a column, with its sign.
    private static double Cofactor(Matrix4x4 matrix, int row, int column)
    {
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            sum += At(0, i) * ((At(1, (i + 1) % 3) * At(2, (i + 2) % 3)) - (At(1, (i + 2) % 3) * At(2, (i + 1) % 3)));
        }

        return (row + column) % 2 == 0 ? sum : -sum;

        double At(int i, int j) => matrix[i < row ? i : i + 1, j < column ? j : j + 1];
    }

    /// <summary>A matrix with a single element.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="column">Its column.</param>
    /// <param name="value">The element.</param>
    /// <returns>The matrix.</returns>
    public static Matrix4x4 Element(int row, int column, float value)
    {
        Matrix4x4 matrix = default;
        matrix[row, column] = value;
        return matrix;
    }

    /// <summary>The products of the parts of two vectors: what a matrix gets from a vector that it transforms.</summary>
    /// <param name="v">The vector.</param>
    /// <param name="bar">The adjoint of the transformed vector.</param>
    /// <returns>What is added to the adjoint of the matrix.</returns>
    public static Matrix4x4 OuterProduct(Vector4 v, Vector4 bar)
    {
        Vector4 x = v.X * bar, y = v.Y * bar, z = v.Z * bar, w = v.W * bar;
        return new Matrix4x4(x.X, x.Y, x.Z, x.W, y.X, y.Y, y.Z, y.W, z.X, z.Y, z.Z, z.W, w.X, w.Y, w.Z, w.W);
    }

    /// <summary>The same for three parts of a vector and of its transform.</summary>
    /// <param name="v">The vector.</param>
    /// <param name="last">Its fourth part: 1 for a point, 0 for a direction.</param>
    /// <param name="bar">The adjoint of the transformed vector.</param>
    /// <returns>What is added to the adjoint of the matrix.</returns>
    public static Matrix4x4 OuterProduct(Vector3 v, float last, Vector3 bar) => OuterProduct(new Vector4(v, last), new Vector4(bar, 0));

    /// <summary>The same for two parts.</summary>
    /// <param name="v">The vector.</param>
    /// <param name="last">Its fourth part: 1 for a point, 0 for a direction.</param>
    /// <param name="bar">The adjoint of the transformed vector.</param>
    /// <returns>What is added to the adjoint of the matrix.</returns>
    public static Matrix4x4 OuterProduct(Vector2 v, float last, Vector2 bar) => OuterProduct(new Vector4(v, 0, last), new Vector4(bar, 0, 0));

    /// <summary>A matrix with nothing in it but a translation.</summary>
    /// <param name="v">The translation.</param>
    /// <returns>The matrix.</returns>
    public static Matrix4x4 Translation(Vector3 v) => new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, v.X, v.Y, v.Z, 0);

    /// <summary>The first three parts.</summary>
    /// <param name="v">A vector.</param>
    /// <returns>Its parts X, Y and Z.</returns>
    public static Vector3 Direction(Vector4 v) => new(v.X, v.Y, v.Z);
}
