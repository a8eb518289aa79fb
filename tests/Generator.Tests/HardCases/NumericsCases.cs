using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Complex numbers, vectors and quaternions of the framework. Expected values are from make_expected.py, or worked out by hand.</summary>
public class NumericsCases
{
    // The price of an option in Heston's model, from the characteristic function of the logarithm of the price at expiry.
    [Fact]
    public void Heston() => Case.Check(
        """
        static Complex Phi(Complex u, double t, double kappa, double theta, double sigma, double rho, double v0)
        {
            Complex iu = Complex.ImaginaryOne * u;
            Complex b = kappa - rho * sigma * iu;
            Complex d = Complex.Sqrt(b * b + sigma * sigma * (iu + u * u));
            Complex g = (b - d) / (b + d), e = Complex.Exp(-d * t);
            Complex a = kappa * theta / (sigma * sigma) * ((b - d) * t - 2 * Complex.Log((1 - g * e) / (1 - g)));
            return Complex.Exp(a + (b - d) / (sigma * sigma) * ((1 - e) / (1 - g * e)) * v0);
        }

        [Differentiable] public static double F(double kappa, double theta, double sigma, double rho, double v0, [Constant] double logStrike, [Constant] int n)
        {
            double sum = 0;
            for (int j = 0; j < n; j++)
            {
                double u = 0.25 + 0.5 * j;
                sum += (Complex.Exp(new Complex(0, -u * logStrike)) * Phi(new Complex(u, -1), 1.5, kappa, theta, sigma, rho, v0) / new Complex(0, u)).Real;
            }
            return sum;
        }

        public static double[] Use()
        {
            var f = Gradient_F(1.5, 0.04, 0.3, -0.7, 0.05, 0.1, 40);
            return [f.Value, f.dKappa, f.dTheta, f.dSigma, f.dRho, f.dV0];
        }
        """,
        Case.Expected("heston"));

    // A hand that misses its target, and how far it is from upright.
    [Fact]
    public void Robot_arm()
    {
        double[] expected = Case.Expected("arm");
        var actual = (double[])Built.Use(
            """
            public struct Pose
            {
                public Vector3 Hand;
                public Quaternion Turn;
                public void Add(Vector3 axis, float angle, float bone)
                {
                    Turn *= Quaternion.CreateFromAxisAngle(axis, angle);
                    Hand += Vector3.Transform(new Vector3(bone, 0.25f, 0), Turn);
                }
            }

            [Differentiable] public static float F(Vector3 angles, float length)
            {
                var pose = new Pose { Turn = Quaternion.Identity };
                Vector3 axis = Vector3.UnitY;
                float bone = length;
                for (int i = 0; i < 3; i++)
                {
                    pose.Add(axis, i == 0 ? angles.X : i == 1 ? angles.Y : angles[2], bone);
                    (axis, bone) = i == 0 ? (Vector3.UnitZ, 0.75f * length) : (Vector3.UnitX, 0.5f);
                }

                Vector3 up = Vector3.Transform(Vector3.UnitY, pose.Turn);
                return Vector3.Distance(pose.Hand, new(0.5f, 1, -0.25f)) + Vector3.Dot(pose.Hand, up) / pose.Hand.Length();
            }

            public static double[] Use()
            {
                var f = Gradient_F(new(0.5f, -0.75f, 1.25f), 1.5f);
                return [f.Value, f.dAngles.X, f.dAngles.Y, f.dAngles.Z, f.dLength];
            }
            """)!;
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-6);
    }

    // x/|x| turns by what is across it; the pullback of v·q takes the seed's parts to the factors.
    [Fact]
    public void The_gradient_of_a_vector_is_one() => Case.Check(
        """
        [Differentiable] public static float F(Vector3 v, Vector2 w) => v.Length() * Vector2.Dot(w, new Vector2(v.X, v.Y));
        [Differentiable] public static Vector2 G(Vector2 v, float k) { v[0] *= k; v.Y -= v[0]; return v; }
        public static double[] Use()
        {
            var f = Gradient_F(new(2, 3, 6), new(1, 10));
            Vector2 vBar = new(100, 200); float kBar = 300;
            Pullback_G(new(2, 3), 5, new(1, 10), ref vBar, ref kBar);
            float[,] j = Jacobian_G(new(2, 3), 5);
            return [f.Value, f.dV.X, f.dV.Z, f.dW.X, f.dW.Y, vBar.X, vBar.Y, kBar, j[1, 0], j[1, 2], Gradient_F(Vector3.Zero, new(1, 10)).dV.Y];
        }
        """,
        // |v| = 7, w·v = 32: the gradient by v.X is 7·1 + 32·2/7. G = (kx, y − kx).
        224, 7 + (32 * (2 / 7f)), 32 * (6 / 7f), 14, 21, 55, 210, 282, -5, -2, 0);

    // Functions that are called and not inlined, and elements of arrays. Expected: make_expected.py.
    [Fact]
    public void Complex_numbers_in_functions_that_call_themselves() => Case.Check(
        """
        [Differentiable] public static double F(Complex z, int n) => n == 0 ? Complex.Exp(z).Real : F(Complex.Sin(z), n - 1) * z.Imaginary + Complex.Abs(z);
        public static double[] Use() { var f = Gradient_F(new(0.5, 0.25), 3); return [f.Value, f.dZ.Real, f.dZ.Imaginary]; }
        """,
        Case.Expected("complex recursion"));

    [Fact]
    public void Complex_numbers_in_arrays() => Case.Check(
        """
        [Differentiable] public static double F(Complex[] x, double k)
        {
            Complex[] y = new Complex[x.Length];
            for (int i = 0; i < x.Length; i++)
                y[i] = Complex.Exp(x[i] * k) / (1 + x[i]);
            double s = 0;
            foreach (Complex z in y)
                s += z.Magnitude;
            return s;
        }
        public static double[] Use() { var f = Gradient_F([new(1, 2), new(0.5, -1)], 0.5); return [f.Value, f.dX[0].Real, f.dX[0].Imaginary, f.dX[1].Real, f.dX[1].Imaginary, f.dK]; }
        """,
        Case.Expected("complex array"));

    // What is put together of a vector's parts is not the vector.
    [Fact]
    public void A_vector_of_parts_of_another_is_another() => Case.Check(
        """
        [Differentiable] public static float F(Vector4 v) => new Quaternion(v.X, v.Y, v.Z, v.W).LengthSquared() + new Vector4(v.Y, v.X, v.Z, v.W).LengthSquared() + new Vector4(v.X, v.Y, v.Z, v.W).LengthSquared();
        public static double[] Use() { var f = Gradient_F(new(1, 2, 3, 4)); return [f.Value, f.dV.X, f.dV.W]; }
        """,
        90, 6, 24);

    // A part by an index: v₁ v₀, then v₁ becomes x v₁, and Σ (k + 1) vₖ².
    [Fact]
    public void Parts_by_an_index() => Case.Check(
        """
        [Differentiable] public static float F(Vector3 v, int i, float x)
        {
            float s = v[i] * v.X;
            v[i] *= x;
            for (int k = 0; k < 3; k++)
                s += (k + 1) * v[k] * v[k];
            return s;
        }
        public static double[] Use()
        {
            var f = Gradient_F(new(2, 3, 5), 1, 7);
            return [f.Value, f.dV.X, f.dV.Y, f.dV.Z, f.dX, Tangent_F(new(2, 3, 5), 1, 7, new(1, 10, 100), 1000).Dot];
        }
        """,
        6 + 4 + (2 * 441) + 75, 3 + 4, 2 + (4 * 21 * 7), 30, 4 * 21 * 3, 7 + 5900 + 3000 + 252000);

    // The gradient of |z|² is 2z; the Jacobian of z² is that of multiplying by 2z.
    [Fact]
    public void The_gradient_of_a_complex_number_is_one() => Case.Check(
        """
        [Differentiable] public static double F(Complex z, double k) => k * Complex.Abs(z * z);
        [Differentiable] public static Complex G(Complex z) => z * z;
        public static double[] Use()
        {
            var f = Gradient_F(new(3, 4), 2);
            Complex zBar = new(100, 200);
            Pullback_G(new(3, 4), new(1, 10), ref zBar);
            double[,] j = Jacobian_G(new(3, 4));
            var o = Objective_F(new(3, 4), 2);
            double[] g = new double[3];
            o.Gradient([3, 4, 2], g);
            return [f.Value, f.dZ.Real, f.dZ.Imaginary, f.dK, zBar.Real, zBar.Imaginary, j[0, 0], j[0, 1], j[1, 0], j[1, 1], Tangent_G(new(3, 4), new(0, 1)).Dot.Real, g[0], g[1], g[2]];
        }
        """,
        // The pullback multiplies by conj(2z): (6 − 8i)(1 + 10i) = 86 + 52i.
        50, 12, 16, 25, 186, 252, 6, -8, 8, 6, -8, 12, 16, 25);

    // A function with a kink at 0, and one whose slope is infinite there.
    [Fact]
    public void At_zero_the_derivative_is_the_smallest() => Case.Check(
        """
        [Differentiable] public static double F(Complex z) => z.Magnitude + 0 * Complex.Sqrt(z).Real;
        public static double[] Use() { var f = Gradient_F(0); return [f.Value, f.dZ.Real, f.dZ.Imaginary]; }
        """,
        0, 0, 0);

    // Branch cuts are those of the value: above the cut, and below it where the imaginary part says so.
    [Fact]
    public void On_a_cut_the_derivative_is_on_the_side_of_the_value() => Case.Check(
        """
        [Differentiable] public static Complex F(Complex z) => Complex.Sqrt(z);
        [Differentiable] public static Complex G(Complex z) => Complex.Asin(z);
        static double Side(Complex value, Complex z, Func<Complex, Complex> inverse, Complex derivative) => Complex.Abs(derivative * inverse(value) - 1);
        public static double[] Use()
        {
            double worst = 0;
            foreach (Complex z in new Complex[] { new(-4, 0), new(-4, -0.0), new(-4, -1e-300), new(-4, 1e-300) })
            {
                var f = Tangent_F(z, 1);
                worst = Math.Max(worst, Side(f.Value, z, w => 2 * w, f.Dot));
            }

            foreach (Complex z in new Complex[] { new(2, 0), new(2, -0.0), new(-3, 0), new(-3, -0.0), new(2, -1e-300), new(-3, 1e-300) })
            {
                var g = Tangent_G(z, 1);
                worst = Math.Max(worst, Side(g.Value, z, Complex.Cos, g.Dot));
            }

            return [worst < 1e-14 ? 0 : worst];
        }
        """,
        0);

    [Theory]
    [InlineData("FLX0103 Complex.MaxMagnitude(z, 1)", "[Differentiable] public static double F(Complex z) => Complex.MaxMagnitude(z, 1).Real;")]
    [InlineData("FLX0103 Complex.CreateChecked(x)", "[Differentiable] public static double F(double x) => Complex.CreateChecked(x).Real * x;")]
    [InlineData("", "[Differentiable] public static double F(double x, [Constant] Complex z) => x * Complex.MaxMagnitude(z, 1).Real;")]
    [InlineData("", "[Differentiable] public static float F(Vector3 v, [Constant] Vector3 w) { float[] b = new float[3]; w.CopyTo(b); return b[0] * v.X; }")]
    [InlineData("FLX0103 o.Value", "[Differentiable] public static double F(double x) { Complex? o = new Complex(x, 1); return o.Value.Real; }")]
    [InlineData("FLX0103 Quaternion.CreateFromRotationMatrix(Matrix4x4.CreateRotationX(a))", "[Differentiable] public static float F(float a) => Quaternion.CreateFromRotationMatrix(Matrix4x4.CreateRotationX(a)).X;")]
    [InlineData("FLX0302 z == w", "[Differentiable] public static double F(Complex z, Complex w) => z == w ? 0 : z.Real * w.Imaginary;")]
    public async Task What_has_no_rule_is_refused(string expected, string members) =>
        Assert.Equal(expected.Length == 0 ? [] : [expected], await Built.Findings(members));
}
