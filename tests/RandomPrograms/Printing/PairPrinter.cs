using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Printing;

/// <summary>Prints the program's struct of two numbers.</summary>
public static class PairPrinter
{
    public const string Name = "Pair";

    public static bool IsUsed(RandomProgram program) =>
        program.Result == ResultKind.Pair || program.Parameters.Any(p => p.IsPair) || program.All().Any(node => node is PairExpr or NewPairs) || program.Helpers.Any(h => h.Result == ResultKind.Pair || h.Parameters.Any(p => p.IsPair));

    public static void Print(StatementPrinter output, Rendering rendering, Scalar type, PairStyle style)
    {
        string real = rendering.Name(type);
        string F(string name) => rendering.Functions(new MathCall(type, name, [])) + "." + name;
        string a = style == PairStyle.Primary ? "a" : "A", b = style == PairStyle.Primary ? "b" : "B";
        switch (style)
        {
            case PairStyle.Fields:
                output.Open("public struct Pair");
                output.Line($"public {real} A, B;");
                output.Line("");
                output.Open($"public Pair({real} a, {real} b)");
                output.Line("A = a;");
                output.Line("B = b;");
                output.Close();
                break;
            case PairStyle.Record:
                output.Open($"public readonly record struct Pair({real} A, {real} B)");
                break;
            default:
                output.Open($"public struct Pair({real} a, {real} b)");
                output.Line($"public {real} A => a;");
                output.Line("");
                output.Line($"public {real} B => b;");
                break;
        }

        output.Line("");
        if (style == PairStyle.Primary)
        {
            output.Open($"public {real} Size");
            output.Open("get");
            output.Line($"{real} root = {F("Sqrt")}({ExpressionPrinter.Number(type, 1)} + b * b);");
            output.Line($"return {F("Cos")}(a) * root;");
            output.Close();
            output.Close();
        }
        else
        {
            output.Line($"public {real} Size => {F("Cos")}(A) * {F("Sqrt")}({ExpressionPrinter.Number(type, 1)} + B * B);");
        }

        output.Line("");
        output.Line($"public static implicit operator Pair({real} value) => new Pair(value, {F("Tanh")}(value));");
        output.Line("");
        output.Line($"public static Pair operator +(Pair l, Pair r) => new Pair({F("Sin")}(l.A + r.B), {F("Tanh")}(l.B) + {F("Sin")}(r.A));");
        output.Line("");
        output.Line("public static Pair operator -(Pair p) => new Pair(-p.B, p.A);");
        output.Line("");
        output.Line($"public {real} Mix({real} w) => {F("Tanh")}({a} * w) + {F("Sin")}({b});");
        if (style != PairStyle.Record)
        {
            output.Line("");
            output.Open($"public void Turn({real} w)");
            output.Line($"{real} before = {a};");
            output.Line($"{a} = {F("Sin")}({a} + w);");
            output.Line($"{b} = {F("Cos")}(before * {b}) - {a};");
            output.Close();
            output.Line("");
            output.Open($"public void Deconstruct(out {real} first, out {real} second)");
            output.Line($"first = {b};");
            output.Line($"second = {F("Sin")}({a});");
            output.Close();
        }

        output.Close();
        output.Line("");
    }
}
