using System.Globalization;
using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Printing;

/// <summary>Prints the program's class of two numbers and an array.</summary>
public sealed class CellPrinter(StatementPrinter output, Rendering rendering, RandomProgram program)
{
    public const string Name = "Cell";

    private const string Base = "Unit";

    private readonly CellStyle style = program.CellStyle;

    private bool IsDerived => style is CellStyle.Derived or CellStyle.Chained;

    private bool IsGeneric => style.IsGeneric() && !rendering.IsDual;

    private string Constraint => IsGeneric ? $" where {Real} : System.Numerics.IFloatingPointIeee754<{Real}>" : "";

    private string Own => IsGeneric ? $"{Name}<{rendering.TypeParameter}>" : Name;

    private string Real => rendering.Name(program.Type);

    public static bool IsUsed(RandomProgram program) =>
        program.Parameters.Any(p => p.IsCell) || program.All().Any(node => node is ICellNode) || program.Helpers.Any(h => h.Parameters.Any(p => p.IsCell));

    public void Print()
    {
        rendering.TypeParameter = IsGeneric ? "T" : null;
        if (IsDerived)
        {
            output.Open($"public class {Base}");
            output.Line($"public {Real} A;");
            output.Line("public int Count;");
            if (style == CellStyle.Chained)
                BaseConstructor();
            Half();
            output.Line("");
            output.Line($"public {Real} Advance({Real} by) => A = {F("Sin")}(A + by);");
            output.Close();
            output.Line("");
        }

        Parts();
        string elements = string.Join(", ", Enumerable.Range(0, program.CellLength).Select(i => Invariant($"{F(i == 0 ? "Cos" : "Sin")}(W[{i}] * h)")));
        output.Line("");
        output.Line($"public {Real} Size => {F("Cos")}(A) * {F("Sqrt")}({N(1)} + B * B);");
        if (!IsDerived)
            Half();
        output.Line("");
        output.Open($"public {Real} this[int i]");
        output.Line($"get => W[i] + {F("Sin")}(A);");
        output.Line($"set => W[i] = {F("Tanh")}(value) - B;");
        output.Close();
        output.Line("");
        output.Line($"public {Real} Level({Real} w) => {F("Tanh")}(A * w) + {F("Sin")}(B * W[0]);");
        Step();
        output.Line("");
        output.Line("public void Swap() => (A, B) = (B, A);");
        output.Line("");
        output.Line($"public {Own} Self() => this;");
        output.Line("");
        output.Line($"public {Own} Next({Real} h) => {New($"{F("Sin")}(B)", $"A + {F("Tanh")}(h)", $"new {Real}[] {{ {elements} }}")};");
        output.Line("");
        output.Line($"public static {Own} Larger({Own} left, {Own} right) => left.A > right.A ? left : right;");
        output.Close();
        output.Line("");
        rendering.TypeParameter = null;
    }

    private string New(string a, string b, string array) => style.IsPlain() ? $"new {Own} {{ A = {a}, B = {b}, W = {array} }}" : $"new {Own}({a}, {b}, {array})";

    private void Parts()
    {
        switch (style)
        {
            case CellStyle.Plain or CellStyle.GenericPlain:
                output.Open($"public sealed class {Own}{Constraint}");
                output.Line($"public {Real} A = {N(0.25)}, B;");
                output.Line(Invariant($"public {Real}[] W = new {Real}[{program.CellLength}];"));
                output.Line("public int Count;");
                break;
            case CellStyle.Record:
                output.Open($"public sealed record Cell({Real} A, {Real} B, {Real}[] W)");
                output.Line($"public {Real} A {{ get; set; }} = A;");
                output.Line("");
                output.Line($"public {Real} B {{ get; set; }} = B;");
                output.Line("");
                output.Line("public int Count { get; set; }");
                break;
            default:
                output.Open($"public sealed class {Own}" + (IsDerived ? $" : {Base}" : Constraint));
                output.Line(IsDerived ? $"public {Real} B;" : $"public {Real} A, B;");
                output.Line($"public {Real}[] W;");
                if (!IsDerived)
                    output.Line("public int Count;");
                output.Line("");
                output.Open($"public Cell({Real} a, {Real} b, {Real}[] w)" + (style == CellStyle.Chained ? " : base(b - a, a)" : ""));
                Assigned();
                output.Close();
                break;
        }
    }

    private void Assigned()
    {
        if (style == CellStyle.Chained)
        {
            output.Line($"B = {F("Sin")}(b + A);");
            output.Line("W = w;");
            return;
        }
        if (style != CellStyle.Computing)
        {
            output.Line("A = a;");
            output.Line("B = b;");
            output.Line("W = w;");
            return;
        }
        output.Line($"if (b > {N(1e5)})");
        output.Line("    throw new ArgumentOutOfRangeException(nameof(b));");
        output.Line($"A = {F("Tanh")}(a) + {N(0.5)} * b;");
        output.Line("B = b;");
        output.Line($"W = new {Real}[w.Length];");
        output.Line("for (int i = 0; i < w.Length; i++)");
        output.Line($"    W[i] = {F("Sin")}(w[i]) * A;");
        output.Line($"B -= {F("Cos")}(W[0]);");
    }

    private void BaseConstructor()
    {
        output.Line("");
        output.Open($"protected {Base}({Real} a, {Real} by)");
        output.Line($"A = {F("Tanh")}(a) + {N(0.5)} * {F("Sin")}(by);");
        output.Line("for (int i = 0; i < 2; i++)");
        output.Line($"    A = {F("Sin")}(A + by * a);");
        output.Line("if (A > by)");
        output.Line("    Count = 1;");
        output.Line("else");
        output.Line($"    A -= {F("Cos")}(by);");
        output.Close();
    }

    private void Half()
    {
        output.Line("");
        output.Open($"public {Real} Half");
        output.Line($"get => {N(0.5)} * A;");
        output.Open("set");
        output.Line($"A = {F("Tanh")}(value + A);");
        output.Line("Count++;");
        output.Close();
        output.Close();
    }

    // With a return in the middle, and a loop over the array that reads what it has just written.
    private void Step()
    {
        output.Line("");
        output.Open($"public {Real} Step({Real} h)");
        output.Line($"{Real} before = A;");
        output.Line(IsDerived ? "Advance(h * B);" : $"A = {F("Sin")}(A + h * B);");
        output.Line($"B = {F("Cos")}(before * B) - A;");
        output.Line("Count++;");
        output.Line($"if (before > {N(1.1)})");
        output.Line("    return before;");
        output.Line("for (int i = 1; i < W.Length; i++)");
        output.Line($"    W[i] = {F("Tanh")}(W[i] + h * W[i - 1]);");
        output.Line("W[0] *= A;");
        output.Line($"return {F("Sin")}(before) + W[0] * A;");
        output.Close();
    }

    private string F(string name) => rendering.Functions(new MathCall(program.Type, name, [])) + "." + name;

    private string N(double value) => rendering.TypeParameter is { } parameter ? $"{parameter}.CreateChecked({ExpressionPrinter.Number(Scalar.Double, value)})" : ExpressionPrinter.Number(program.Type, value);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
