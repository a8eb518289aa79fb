using System.Globalization;
using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Printing;

/// <summary>Prints the program's inline array.</summary>
public static class InlinePrinter
{
    public const string Name = "State";

    public static bool IsUsed(RandomProgram program) =>
        program.All().Any(node => node is IInlineNode or NewBuffer { Kind: BufferKind.Inline } or Alias { Kind: BufferKind.Inline })
        || program.Helpers.Any(h => h.Result == ResultKind.Inline || h.Parameters.Any(p => p.Buffer == BufferKind.Inline));

    public static void Print(StatementPrinter output, Rendering rendering, RandomProgram program)
    {
        Scalar type = program.Type;
        string real = rendering.Name(type), count = program.CellLength.ToString(CultureInfo.InvariantCulture);
        string F(string name) => rendering.Functions(new MathCall(type, name, [])) + "." + name;
        output.Line($"[System.Runtime.CompilerServices.InlineArray({count})]");
        output.Open($"public struct {Name}");
        output.Line($"private {real} _first;");
        output.Line("");
        output.Open($"public readonly {real} Size");
        output.Open("get");
        output.Line($"{real} sum = {ExpressionPrinter.Number(type, 0.5)};");
        output.Line($"foreach ({real} v in this)");
        output.Line($"    sum = {F("Tanh")}(sum * v + v);");
        output.Line("return sum;");
        output.Close();
        output.Close();
        output.Line("");
        output.Open($"public void Turn({real} by)");
        output.Line($"for (int i = 0; i < {count}; i++)");
        output.Line($"    this[i] = {F("Sin")}(this[i] + by * this[0]);");
        output.Close();
        output.Line("");
        output.Open($"public static {Name} operator +({Name} l, {Name} r)");
        output.Line($"for (int i = 0; i < {count}; i++)");
        output.Line($"    l[i] = {F("Tanh")}(l[i] + r[i] * l[0]);");
        output.Line("return l;");
        output.Close();
        output.Close();
        output.Line("");
    }
}
