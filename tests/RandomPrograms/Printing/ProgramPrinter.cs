using System.Text;
using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Printing;

/// <summary>Prints a program as source: the marked method with what it calls, in either rendering.</summary>
public sealed class ProgramPrinter
{
    private readonly Rendering rendering;
    private readonly RandomProgram program;
    private readonly StringBuilder output = new();
    private readonly ExpressionPrinter expressions;
    private readonly StatementPrinter statements;

    private ProgramPrinter(RandomProgram program, Rendering rendering)
    {
        this.program = program;
        this.rendering = rendering;
        expressions = new ExpressionPrinter(rendering, program);
        statements = new StatementPrinter(rendering, expressions, output);
    }

    /// <summary>The marked method's class, and the class with the helpers that live elsewhere.</summary>
    public static string Print(RandomProgram program, bool dual, string id)
    {
        var printer = new ProgramPrinter(program, new Rendering(dual, id));
        printer.Print();
        return printer.output.ToString();
    }

    private void Print()
    {
        statements.Line("using System;");
        statements.Line(rendering.IsDual ? "using Fluxion.RandomPrograms.Oracle;" : "using Fluxion;");
        statements.Line("");
        expressions.CurrentClass = rendering.MainClass;
        statements.Open($"public static {(rendering.IsDual ? "" : "partial ")}class {rendering.MainClass}");
        foreach (StaticField field in program.Fields)
            Print(field);
        PrintMain();
        foreach (Helper helper in program.Helpers.Where(h => h.Place == HelperPlace.SameType))
            Print(helper);
        statements.Close();

        Helper[] elsewhere = [.. program.Helpers.Where(h => h.Place == HelperPlace.OtherType)];
        if (elsewhere.Length == 0)
            return;
        expressions.CurrentClass = rendering.OtherClass;
        statements.Line("");
        statements.Open($"internal static class {rendering.OtherClass}");
        foreach (Helper helper in elsewhere)
            Print(helper);
        statements.Close();
    }

    private void Print(StaticField field)
    {
        string type = rendering.Name(field.Type), values = string.Join(", ", field.Values.Select(v => ExpressionPrinter.Number(field.Type, v)));
        string modifier = field.IsConst && !rendering.IsDual ? "const" : "static readonly";
        statements.Line(field.IsTable ? $"internal static readonly {type}[] {field.Name} = {{ {values} }};" : $"internal {modifier} {type} {field.Name} = {values};");
        statements.Line("");
    }

    private void PrintMain()
    {
        if (!rendering.IsDual)
            statements.Line("[Differentiable]");
        statements.Open($"public static {rendering.Result(program.Type, program.Result)} F({Signature(program.Parameters)})");
        statements.Statements(program.Body);
        foreach (Helper helper in program.Helpers.Where(h => h.Place == HelperPlace.LocalFunction))
            Print(helper);
        statements.Close();
    }

    private void Print(Helper helper)
    {
        expressions.CurrentHelper = helper.Name;
        if (helper.Place != HelperPlace.LocalFunction)
            statements.Line("");
        if (helper.Marked && !rendering.IsDual)
            statements.Line("[Differentiable]");
        string access = helper.Place switch
        {
            HelperPlace.LocalFunction => "static",
            HelperPlace.OtherType => "internal static",
            _ => helper.Marked ? "public static" : "internal static",
        };
        string parameters = Signature(helper.Parameters) + (helper.IsRecursive ? $", int {Helper.Depth}" : "");
        string header = $"{access} {rendering.Result(helper.Type, helper.Result)} {helper.Name}({parameters})";
        if (helper.IsExpressionBodied)
        {
            statements.Line($"{header} => {expressions.Print(((Return)helper.Body.Statements[0]).Values[0])};");
        }
        else
        {
            statements.Open(header);
            if (helper.Recursion is { } end)
                statements.Line($"if ({Helper.Depth} <= 0) return {expressions.Print(end)};");
            statements.Statements(helper.Body);
            statements.Close();
        }
        expressions.CurrentHelper = null;
    }

    private string Signature(IReadOnlyList<Parameter> parameters) => string.Join(", ", parameters.Select(p =>
        (p.Constant && !rendering.IsDual ? "[Constant] " : "") +
        (p.Pass switch { PassBy.Ref => "ref ", PassBy.Out => "out ", _ => "" }) +
        rendering.Name(p.Type, p.Buffer) + " " + p.Name));
}
