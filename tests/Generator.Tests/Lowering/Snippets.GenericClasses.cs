namespace Fluxion.Generator.Tests.Lowering;

internal static partial class Snippets
{
    private const string Box = """
        public class Box<T> where T : INumber<T>
        {
            public T Value = T.One;
            public T[] Past = new T[2];
            public void Add(T x) { Past[0] = Value; Value += x; }
            public T Twice => Value + Value;
            public T this[int i] { get => Past[i]; set => Past[i] = value * Value; }
        }
        public class Named<T>(T first) : Box<T> where T : INumber<T> { public T First { get; } = first; public double Scale { get; set; } = 2; }
        public class Two<TA, TB> { public required TA A; public required TB B; }
        public record Rate<T>(T Low, T High) { public T Middle { get; init; } = default!; }
        static void Bump<T>(Box<T> b, T by) where T : INumber<T> { b.Value *= by; b.Add(by); }
        """;

    private const string Bases = """
        public class Base { public double V = 1; public int Calls; public Base() { V += 3; Calls++; } public Base(double v) { V = v * v; } }
        public class Silent : Base { public double Y = 5; }
        public class Primary(double x) : Base { public double Y = x; }
        public class Given(double x) : Base(x + 1) { public double Y = x; }
        public class Further(double x) : Given(2 * x) { public double Z = x; }
        public class Body : Base { public double Y; public Body(double x) { Y = x * V; } }
        public class Leaf : Further { public double Q; public Leaf(double x) : base(x) { Q = V + Y + Z; } }
        """;

    private static Dictionary<string, string> GenericClasses => new()
    {
        ["GenericClassMembers"] = Box + "public static double F(double x, float y, int n) { var b = new Box<double> { Value = x }; b.Add(y); Bump(b, 2 * x); b[1] = x; var f = new Box<float>(); Bump(f, y); var k = new Box<int> { Value = n }; k.Add(3); return b.Twice + 10 * f.Value + 100 * k.Twice + b[0] + b[1] + f[0]; }",
        ["GenericClassInheritance"] = Box + "public static double F(double x, double y) { var n = new Named<double>(y) { Value = x, Scale = 3 }; n.Add(n.First); Bump(n, x); var m = new Named<double>(x); return n.Value * n.Scale + 10 * m.Value + 100 * m.First + m.Scale + n.Past[0]; }",
        ["GenericClassNested"] = Box + "public static double F(double x, double y) { var b = new Box<double> { Value = x }; var h = new Two<Box<double>, Named<double>> { A = b, B = new Named<double>(y) }; h.A.Value *= h.B.First; var same = h.A; same.Add(1); var t = new Two<double, int> { A = x, B = 3 }; t.A += t.B; return b.Value + 10 * h.A.Twice + t.A; }",
        ["GenericClassRecords"] = Box + "public static double F(double x, double y) { var r = new Rate<double>(x, y); var s = r with { High = 2 * x }; return r.High + 10 * s.Low + 100 * s.High + s.Middle; }",
        ["GenericClassArrays"] = Box + "public static double F(double x, double y) { var a = new Box<double>[3]; for (int i = 0; i < a.Length; i++) a[i] = new Box<double> { Value = x * i }; a[1].Add(y); foreach (var b in a) b.Add(1); return a[0].Value + 10 * a[1].Value + a[2].Past[0]; }",
        ["BaseConstructors"] = Bases + "public static double F(double x) { var a = new Silent { Y = x }; var b = new Primary(x); var c = new Given(x); var d = new Further(x); var e = new Body(x); var f = new Leaf(x); return a.V + 10 * b.V + 100 * c.V + 1000 * (d.V + d.Y + d.Z) + e.Y + a.Calls + b.Calls + c.Calls + f.Q; }",
    };
}
