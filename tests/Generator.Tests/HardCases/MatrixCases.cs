using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Matrices of the framework. Expected values are from make_expected.py, or worked out by hand.</summary>
public class MatrixCases
{
    // Some hundred roundings of single precision, each half a unit in the last place of values up to 10.
    private const double Single = 1e-5;

    // Where a camera stands, how it is rolled and how wide it sees, from where points are in the image.
    [Fact]
    public void Camera() => Near("camera",
        """
        [Differentiable] public static float F(Vector3 eye, float roll, float fieldOfView, [Constant] Vector3[] points, [Constant] Vector2[] seen)
        {
            Matrix4x4 view = Matrix4x4.CreateLookAt(eye, new Vector3(0, 0.5f, 0), Vector3.UnitY);
            Matrix4x4 projection = Matrix4x4.CreatePerspectiveFieldOfView(fieldOfView, 1.5f, 0.1f, 100);
            Matrix4x4 camera = view * Matrix4x4.CreateRotationZ(roll) * projection;
            float sum = 0;
            for (int i = 0; i < points.Length; i++)
            {
                Vector4 image = Vector4.Transform(points[i], camera);
                sum += Vector2.DistanceSquared(new Vector2(image.X, image.Y) / image.W, seen[i]);
            }
            return sum;
        }

        public static double[] Use()
        {
            var f = Gradient_F(new(1.5f, 2, 4), 0.25f, 0.9f, [new(1, 0, 0.5f), new(-0.5f, 1, -1), new(0.25f, -0.75f, 0)], [new(0.25f, 0.125f), new(-0.25f, 0.25f), new(0, -0.5f)]);
            return [f.Value, f.dEye.X, f.dEye.Y, f.dEye.Z, f.dRoll, f.dFieldOfView];
        }
        """);

    // Vertices that follow two bones, the second one bent where the first one ends.
    [Fact]
    public void Skin() => Near("skin",
        """
        public struct Bone { public Matrix4x4 Bind, Turn; public readonly Matrix4x4 Pose(Matrix4x4 parent) { Matrix4x4.Invert(Bind, out Matrix4x4 inverse); return inverse * Turn * Bind * parent; } }

        [Differentiable] public static float F(float shoulder, float elbow, float length, float weight)
        {
            Bone[] bones = [new Bone { Bind = Matrix4x4.Identity, Turn = Matrix4x4.CreateRotationZ(shoulder) }, new Bone { Bind = Matrix4x4.Identity }];
            bones[1].Bind.Translation = new Vector3(length, 0, 0);
            bones[1].Turn = Matrix4x4.CreateFromAxisAngle(new Vector3(0, 0.6f, 0.8f), elbow);
            var poses = new Matrix4x4[bones.Length];
            Matrix4x4 pose = Matrix4x4.Identity;
            for (int i = 0; i < bones.Length; i++)
                poses[i] = pose = bones[i].Pose(pose);
            float sum = 0;
            for (int i = 0; i < 4; i++)
            {
                Matrix4x4 mixed = Matrix4x4.Lerp(poses[0], poses[1], weight * i / 3);
                sum += (i + 1) * Vector3.DistanceSquared(Vector3.Transform(new Vector3(0.5f * i, 0.25f, -0.125f), mixed), new Vector3(0.5f, 0.75f, 0.25f));
            }
            return sum;
        }

        public static double[] Use() { var f = Gradient_F(0.5f, -0.75f, 1.25f, 0.8f); return [f.Value, f.dShoulder, f.dElbow, f.dLength, f.dWeight]; }
        """);

    // The gradient by a matrix is one; that of tr(A B) by A is Bᵀ.
    [Fact]
    public void The_gradient_of_a_matrix_is_one() => Case.Check(
        """
        [Differentiable] public static float F(Matrix4x4 a, [Constant] Matrix4x4 b) { Matrix4x4 c = a * b; return c.M11 + c[1, 1] + c.M33 + c.M44; }
        [Differentiable] public static Matrix4x4 G(Matrix4x4 a, float k) => a * k;
        public static double[] Use()
        {
            var b = new Matrix4x4(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
            var f = Gradient_F(Matrix4x4.Identity, b);
            Matrix4x4 aBar = b; float kBar = 100;
            Pullback_G(b, 2, Matrix4x4.Identity, ref aBar, ref kBar);
            float[,] j = Jacobian_G(b, 2);
            var o = Objective_F(Matrix4x4.Identity, b);
            double[] g = new double[16];
            o.Gradient(o.Start.ToArray(), g);
            return [f.Value, f.dA.M11, f.dA.M12, f.dA.M43, aBar.M11, aBar.M12, kBar, j.GetLength(0), j.GetLength(1), j[5, 5], j[5, 16], j[5, 4], Tangent_G(b, 2, b, 3).Dot.M21, g[1], g[14]];
        }
        """,
        34, 1, 5, 12, 3, 2, 134, 16, 17, 2, 6, 0, 25, 5, 12);

    // Elements that are read, written, and written over; what is written over has no derivative.
    [Fact]
    public void Elements_are_read_and_written() => Case.Check(
        """
        [Differentiable] public static float F(Matrix4x4 m, float x, int row)
        {
            m.M11 *= x;
            m[0, 1] = 3 * x;
            Matrix4x4 c = m with { M22 = x * x };
            c.Translation += new Vector3(x, 2 * x, 3 * x);
            Matrix4x4 made = new Matrix4x4(x, 0, 0, 0, 0, x, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1) { M44 = x };
            return c.M11 + c.M12 + c.M22 + c.M43 + 2 * m[row, 1] + made.M11 * made.M44 + new Matrix4x4 { M23 = x }.M23;
        }
        public static double[] Use() { var f = Gradient_F(new(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17), 5, 2); return [f.Value, f.dM.M11, f.dM.M12, f.dM.M22, f.dM.M32, f.dM.M43, f.dX]; }
        """,
        // 2x + 3x + x² + (16 + 3x) + 2·11 + x² + x at x = 5
        10 + 15 + 25 + 31 + 22 + 25 + 5, 5, 0, 0, 2, 1, 2 + 3 + 10 + 3 + 10 + 1);

    // d(A⁻¹) = −A⁻¹ dA A⁻¹; where there is no inverse, the other branch is taken and nothing of it leaks.
    [Fact]
    public void Inverse() => Case.Check(
        """
        [Differentiable] public static float F(Matrix4x4 m) => Matrix4x4.Invert(m, out Matrix4x4 inverse) ? inverse.M11 + 2 * inverse.M41 : m.M11 * 3;
        public static double[] Use()
        {
            var f = Gradient_F(new(2, 0, 0, 0, 0, 4, 0, 0, 0, 0, 1, 0, 8, 0, 0, 1));
            var g = Gradient_F(new(2, 2, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 8, 0, 0, 1));
            return [f.Value, f.dM.M11, f.dM.M41, f.dM.M44, f.dM.M22, g.Value, g.dM.M11, g.dM.M44];
        }
        """,
        // A⁻¹ has M11 = 1/2 and M41 = −4: the gradient is −A⁻ᵀ S A⁻ᵀ with S11 = 1, S41 = 2, so that by M44 it is −2 · 1 · −4.
        -7.5, 3.75, -1, 8, 0, 6, 3, 0);

    // In loops, branches, fields, arrays and functions, by name and by reference, a matrix is a value like any other.
    [Fact]
    public void Matrices_are_values() => Case.Check(
        """
        public partial class Rig { public Matrix4x4 Pose = Matrix4x4.Identity; [Differentiable] public float At(float x) => (Pose * x).M22 * Pose.M11; }
        static Matrix4x4 Power(Matrix4x4 m, int n) => n == 0 ? Matrix4x4.Identity : Power(m, n - 1) * m;
        static void Twice(ref Matrix4x4 m, out float first) { m += m; first = m.M11; }
        [Differentiable] public static float F(Matrix4x4[] m, float k)
        {
            Matrix4x4 sum = default;
            foreach (Matrix4x4 each in m)
                sum += each.M11 > 2 ? each : -each * k;
            m[0] = sum;
            m[0].M44 = k;
            Twice(ref sum, out float first);
            return sum.M11 + first + Power(m[0], 2).M44 - Matrix4x4.Negate(m[0]).M11;
        }
        public static double[] Use()
        {
            var a = new Matrix4x4 { M11 = 3 }; var b = new Matrix4x4 { M11 = 2 };
            var f = Gradient_F([a, b], 5);
            var rig = new Rig { Pose = new Matrix4x4 { M11 = 3, M22 = 4 } };
            var g = rig.Gradient_At(2);
            return [f.Value, f.dM[0].M11, f.dM[1].M11, f.dK, g.Value, g.dThis.Pose.M11, g.dThis.Pose.M22, g.dX];
        }
        """,
        // sum = a − k b: 5 (a − k b) + k²
        25 - 35, 5, -25, -10 + 10, 24, 8, 6, 12);

    [Theory]
    [InlineData("FLX0103 Matrix4x4.CreateReflection(new Plane(v, 1))", "[Differentiable] public static float F(Vector3 v) => Matrix4x4.CreateReflection(new Plane(v, 1)).M11;")]
    [InlineData("FLX0102 out Vector3 s", "[Differentiable] public static float F(Matrix4x4 m) { Matrix4x4.Decompose(m, out Vector3 s, out _, out _); return s.X; }")]
    [InlineData("FLX0103 Quaternion.CreateFromRotationMatrix(m)", "[Differentiable] public static float F(Matrix4x4 m) => Quaternion.CreateFromRotationMatrix(m).X;")]
    [InlineData("FLX0102 m[i, 0]", "[Differentiable] public static float F(Matrix4x4 m, int i) { m[i, 0] = 2; return m.M11; }")]
    [InlineData("FLX0302 a == b", "[Differentiable] public static float F(Matrix4x4 a, Matrix4x4 b) => a == b ? 0 : a.M11 * b.M12;")]
    [InlineData("FLX0003 m", "[Differentiable] public static float F(ref Matrix4x4 m) => m.M11;")]
    [InlineData("", "[Differentiable] public static float F(float x, [Constant] Matrix4x4 m) => Quaternion.CreateFromRotationMatrix(m).X * x + (m.IsIdentity ? 1 : 0);")]
    public async Task What_has_no_rule_is_refused(string expected, string members) =>
        Assert.Equal(expected.Length == 0 ? [] : [expected], await Built.Findings(members));

    private static void Near(string name, string members)
    {
        double[] expected = Case.Expected(name), actual = (double[])Built.Use(members)!;
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], Single * Math.Max(1, Math.Abs(expected[i])));
    }
}
