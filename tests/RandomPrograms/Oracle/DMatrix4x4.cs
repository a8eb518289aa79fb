using System.Numerics;
using System.Runtime.CompilerServices;

namespace Fluxion.RandomPrograms.Oracle;

/// <summary>A matrix of dual elements, row by row: the value is the framework's, the derivative is that of the formula in <c>double</c>.</summary>
public struct DMatrix4x4
{
    private const int Size = 4;

    private Elements elements;

    public static DMatrix4x4 operator *(DMatrix4x4 a, DMatrix4x4 b) => Of(a.V * b.V, (row, column) => Sum(k => (Dual)a[row, k] * b[k, column]));

    public static DMatrix4x4 operator +(DMatrix4x4 a, DMatrix4x4 b) => Of(a.V + b.V, (row, column) => (Dual)a[row, column] + b[row, column]);

    public static DMatrix4x4 operator -(DMatrix4x4 a, DMatrix4x4 b) => Of(a.V - b.V, (row, column) => (Dual)a[row, column] - b[row, column]);

    public static DMatrix4x4 operator *(DMatrix4x4 a, DualF b) => Of(a.V * b.V, (row, column) => (Dual)a[row, column] * b);

    public readonly DVector3 Translation => new(M41, M42, M43);

    public static DMatrix4x4 CreateRotationX(DualF angle) => Turn(Matrix4x4.CreateRotationX(angle.V), angle, 1, 2);

    public static DMatrix4x4 CreateRotationY(DualF angle) => Turn(Matrix4x4.CreateRotationY(angle.V), angle, 2, 0);

    public static DMatrix4x4 CreateRotationZ(DualF angle) => Turn(Matrix4x4.CreateRotationZ(angle.V), angle, 0, 1);

    public static DMatrix4x4 CreateScale(DualF x, DualF y, DualF z) =>
        Of(Matrix4x4.CreateScale(x.V, y.V, z.V), (row, column) => row != column ? 0 : row == 0 ? x : row == 1 ? y : row == 2 ? z : (Dual)1);

    public static DMatrix4x4 CreateTranslation(DVector3 by) =>
        Of(Matrix4x4.CreateTranslation(by.X.V, by.Y.V, by.Z.V), (row, column) => row == 3 && column < 3 ? by[column] : (Dual)(row == column ? 1 : 0));

    public static DMatrix4x4 Transpose(DMatrix4x4 a) => Of(Matrix4x4.Transpose(a.V), (row, column) => a[column, row]);

    public static DMatrix4x4 Lerp(DMatrix4x4 a, DMatrix4x4 b, DualF t) =>
        Of(Matrix4x4.Lerp(a.V, b.V, t.V), (row, column) => ((Dual)a[row, column] * (1 - (Dual)t)) + ((Dual)b[row, column] * t));

    public readonly DualF GetDeterminant()
    {
        DMatrix4x4 a = this;
        return DualF.Of(V.GetDeterminant(), Minor(a, 0, [0, 1, 2, 3]));
    }

    internal readonly DualF this[int row, int column] => elements[(Size * row) + column];

    internal readonly Matrix4x4 V => new(
        M11.V, M12.V, M13.V, M14.V,
        M21.V, M22.V, M23.V, M24.V,
        M31.V, M32.V, M33.V, M34.V,
        M41.V, M42.V, M43.V, M44.V);

    public DualF M11 { readonly get => elements[0]; set => elements[0] = value; }

    public DualF M12 { readonly get => elements[1]; set => elements[1] = value; }

    public DualF M13 { readonly get => elements[2]; set => elements[2] = value; }

    public DualF M14 { readonly get => elements[3]; set => elements[3] = value; }

    public DualF M21 { readonly get => elements[4]; set => elements[4] = value; }

    public DualF M22 { readonly get => elements[5]; set => elements[5] = value; }

    public DualF M23 { readonly get => elements[6]; set => elements[6] = value; }

    public DualF M24 { readonly get => elements[7]; set => elements[7] = value; }

    public DualF M31 { readonly get => elements[8]; set => elements[8] = value; }

    public DualF M32 { readonly get => elements[9]; set => elements[9] = value; }

    public DualF M33 { readonly get => elements[10]; set => elements[10] = value; }

    public DualF M34 { readonly get => elements[11]; set => elements[11] = value; }

    public DualF M41 { readonly get => elements[12]; set => elements[12] = value; }

    public DualF M42 { readonly get => elements[13]; set => elements[13] = value; }

    public DualF M43 { readonly get => elements[14]; set => elements[14] = value; }

    public DualF M44 { readonly get => elements[15]; set => elements[15] = value; }

    private static DMatrix4x4 Turn(Matrix4x4 value, DualF angle, int from, int to) => Of(value, (row, column) =>
        (row, column) == (from, to) ? DMath.Sin(angle)
        : (row, column) == (to, from) ? -DMath.Sin(angle)
        : row != column ? 0
        : row == from || row == to ? DMath.Cos(angle)
        : 1);

    // Along the rows, over the columns that are left.
    private static Dual Minor(DMatrix4x4 a, int row, int[] columns)
    {
        Dual sum = 0;
        for (int i = 0; i < columns.Length; i++)
        {
            Dual term = row == Size - 1 ? a[row, columns[i]] : a[row, columns[i]] * Minor(a, row + 1, [.. columns.Where((_, k) => k != i)]);
            sum = i % 2 == 0 ? sum + term : sum - term;
        }
        return sum;
    }

    private static Dual Sum(Func<int, Dual> term) => term(0) + term(1) + term(2) + term(3);

    private static DMatrix4x4 Of(Matrix4x4 value, Func<int, int, Dual> formula)
    {
        var result = default(DMatrix4x4);
        for (int row = 0; row < Size; row++)
            for (int column = 0; column < Size; column++)
                result.elements[(Size * row) + column] = DualF.Of(value[row, column], formula(row, column));
        return result;
    }

    [InlineArray(Size * Size)]
    private struct Elements
    {
        private DualF first;
    }
}

/// <summary>A plane, as <see cref="DMatrix4x4"/> is a matrix.</summary>
public readonly struct DPlane(DVector3 normal, DualF d)
{
    private readonly DVector3 normal = normal;
    private readonly DualF d = d;

    private Plane V => new(normal.X.V, normal.Y.V, normal.Z.V, d.V);

    public static DualF DotCoordinate(DPlane plane, DVector3 point) => DualF.Of(Plane.DotCoordinate(plane.V, Point(point)), (Dual)DVector3.Dot(plane.normal, point) + plane.d);

    public static DualF DotNormal(DPlane plane, DVector3 point) => DualF.Of(Plane.DotNormal(plane.V, Point(point)), DVector3.Dot(plane.normal, point));

    private static Vector3 Point(DVector3 point) => new(point.X.V, point.Y.V, point.Z.V);
}
