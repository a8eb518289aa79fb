using System.Numerics;

namespace Fluxion.RandomPrograms.Oracle;

/// <summary>
/// A complex number of dual parts: the value is the framework's, the derivative comes from the function's complex derivative.
/// </summary>
public readonly struct DComplex(Dual real, Dual imaginary)
{
    public Dual Real { get; } = real;

    public Dual Imaginary { get; } = imaginary;

    public Dual Magnitude => Abs(this);

    public Dual Phase
    {
        get
        {
            double square = (Real.V * Real.V) + (Imaginary.V * Imaginary.V);
            if (square == 0)
                Trace.Ambiguous();
            Trace.Decide(Imaginary.V < 0);
            return Dual.Chain(V.Phase, Imaginary, Real.V / square, Real, -Imaginary.V / square);
        }
    }

    private Complex V => new(Real.V, Imaginary.V);

    private Complex D => new(Real.D, Imaginary.D);

    private double M => Real.M + Imaginary.M;

    public static implicit operator DComplex(Dual value) => new(value, 0);

    public static DComplex operator +(DComplex a, DComplex b) => Of(a.V + b.V, a.D + b.D, a.M + b.M);

    public static DComplex operator -(DComplex a, DComplex b) => Of(a.V - b.V, a.D - b.D, a.M + b.M);

    public static DComplex operator -(DComplex a) => Of(-a.V, -a.D, a.M);

    public static DComplex operator *(DComplex a, DComplex b) => Of(a.V * b.V, (a.D * b.V) + (a.V * b.D), Size(b.V) * a.M + (Size(a.V) * b.M));

    public static DComplex operator *(Dual a, DComplex b) => Of(a.V * b.V, (a.D * b.V) + (a.V * b.D), Size(b.V) * a.M + (Math.Abs(a.V) * b.M));

    public static DComplex operator *(DComplex a, Dual b) => Of(a.V * b.V, (a.D * b.V) + (a.V * b.D), Math.Abs(b.V) * a.M + (Size(a.V) * b.M));

    public static DComplex operator /(DComplex a, DComplex b) => Quotient(a.V / b.V, a, b);

    public static DComplex operator /(DComplex a, Dual b) => Quotient(a.V / b.V, a, b);

    public static DComplex Exp(DComplex z) => Chain(Complex.Exp(z.V), z, Complex.Exp(z.V));

    public static DComplex Sin(DComplex z) => Chain(Complex.Sin(z.V), z, Complex.Cos(z.V));

    public static DComplex Cos(DComplex z) => Chain(Complex.Cos(z.V), z, -Complex.Sin(z.V));

    public static DComplex Sqrt(DComplex z) => Chain(Complex.Sqrt(z.V), z, 0.5 / Complex.Sqrt(z.V));

    public static DComplex Log(DComplex z) => Chain(Complex.Log(z.V), z, 1 / z.V);

    public static DComplex Conjugate(DComplex z) => Of(Complex.Conjugate(z.V), Complex.Conjugate(z.D), z.M);

    public static Dual Abs(DComplex z)
    {
        double size = Complex.Abs(z.V);
        if (size == 0)
            Trace.Ambiguous();
        return Dual.Chain(size, z.Real, z.Real.V / size, z.Imaginary, z.Imaginary.V / size);
    }

    private static DComplex Quotient(Complex value, DComplex a, DComplex b) => Of(value, (a.D - (value * b.D)) / b.V, (a.M + (Size(value) * b.M)) / Size(b.V));

    private static DComplex Chain(Complex value, DComplex z, Complex partial) => Of(value, partial * z.D, Size(partial) * z.M);

    private static DComplex Of(Complex value, Complex d, double m) => new(new Dual(value.Real, d.Real, m), new Dual(value.Imaginary, d.Imaginary, m));

    private static double Size(Complex z) => Math.Abs(z.Real) + Math.Abs(z.Imaginary);
}
