using System.Text;
using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Printing;

/// <summary>Prints a program as source: the marked method with what it calls, in either rendering.</summary>
public sealed class ProgramPrinter
{
    /// <summary>Begins the name of the method that calls a lambda that it is given.</summary>
    public const string Through = "Through";

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
        var printer = new ProgramPrinter(program, new Rendering(dual, id) { CellArgument = dual || !program.CellStyle.IsGeneric() ? "" : $"<{program.Type.Keyword()}>" });
        printer.Print();
        return printer.output.ToString();
    }

    private void Print()
    {
        statements.Line("using System;");
        statements.Line("using System.Linq;");
        statements.Line(rendering.IsDual ? "using Fluxion.RandomPrograms.Oracle;" : "using Fluxion;");
        statements.Line("");
        expressions.CurrentClass = rendering.MainClass;
        statements.Open($"public static {(rendering.IsDual ? "" : "partial ")}class {rendering.MainClass}");
        if (PairPrinter.IsUsed(program))
            PairPrinter.Print(statements, rendering, program.Type, program.PairStyle);
        if (InlinePrinter.IsUsed(program))
            InlinePrinter.Print(statements, rendering, program);
        if (CellPrinter.IsUsed(program))
            new CellPrinter(statements, rendering, program).Print();
        foreach (StaticField field in program.Fields)
            Print(field);
        PrintMain();
        foreach (Helper helper in program.Helpers.Where(h => h.Place == HelperPlace.SameType))
            Print(helper);
        foreach (Helper helper in program.Helpers.Where(h => h.Place == HelperPlace.Passed))
            PrintThrough(helper);
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
            statements.Line(program.IsThirdOrder ? "[Differentiable(Order = 3)]" : program.IsSecondOrder ? "[Differentiable(Order = 2)]" : program.AllowsReassociation ? "[Differentiable(AllowReassociation = true)]" : "[Differentiable]");
        statements.Open($"public static {rendering.Result(program.Type, program.Result)} F({Signature(program.Parameters)})");
        foreach (Helper helper in program.Helpers.Where(h => h.IsLambda))
            PrintLambda(helper);
        statements.Statements(program.Body);
        foreach (Helper helper in program.Helpers.Where(h => h.IsLocal && !h.IsLambda))
            Print(helper);
        statements.Close();
    }

    private void PrintLambda(Helper helper)
    {
        expressions.CurrentHelper = helper.Name;
        string header = $"{Delegate(helper)} {helper.Name} = ({Signature(helper.Parameters)}) =>";
        if (helper.IsExpressionBodied)
        {
            statements.Line($"{header} {expressions.Print(((Return)helper.Body.Statements[0]).Values[0])};");
        }
        else
        {
            statements.Open(header);
            statements.Statements(helper.Body);
            statements.Close(";");
        }
        expressions.CurrentHelper = null;
    }

    private void PrintThrough(Helper helper)
    {
        statements.Line("");
        string arguments = string.Join(", ", helper.Parameters.Select(p => p.Name));
        statements.Line($"internal static {rendering.Result(helper.Type, helper.Result)} {Through}{helper.Name}({Delegate(helper)} function, {Signature(helper.Parameters)}) => function({arguments});");
    }

    private string Delegate(Helper helper)
    {
        IEnumerable<string> types = helper.Parameters.Select(TypeName);
        return helper.Result == ResultKind.Void ? $"Action<{string.Join(", ", types)}>" : $"Func<{string.Join(", ", types.Append(rendering.Result(helper.Type, helper.Result)))}>";
    }

    private void Print(Helper helper)
    {
        expressions.CurrentHelper = helper.Name;
        rendering.TypeParameter = helper.IsGeneric && !rendering.IsDual ? "T" : null;
        if (!helper.IsLocal)
            statements.Line("");
        if (helper.Marked && !rendering.IsDual)
            statements.Line("[Differentiable]");
        string access = helper.Place switch
        {
            HelperPlace.LocalFunction => "static",
            HelperPlace.Closure => "",
            HelperPlace.OtherType => "internal static",
            _ => helper.Marked ? "public static" : "internal static",
        };
        string parameters = Signature(helper.Parameters) + (helper.IsRecursive ? $", int {Helper.Depth}" : "");
        string typeParameter = rendering.TypeParameter is { } t ? $"<{t}>" : "", constraint = typeParameter.Length == 0 ? "" : $" where {rendering.TypeParameter} : System.Numerics.{Interface(helper)}<{rendering.TypeParameter}>";
        string header = $"{(access.Length == 0 ? "" : access + " ")}{rendering.Result(helper.Type, helper.Result)} {helper.Name}{typeParameter}({parameters}){constraint}";
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
        rendering.TypeParameter = null;
        expressions.CurrentHelper = null;
    }

    // The weakest interface that has what the helper uses.
    private static string Interface(Helper helper) =>
        !helper.Body.All().OfType<ITensorNode>().Any() && helper.Body.All().OfType<MathCall>().All(call => call.Name is "Abs" or "Max" or "Min" or "CopySign") ? "INumber" : "IFloatingPointIeee754";

    private string Signature(IReadOnlyList<Parameter> parameters) => string.Join(", ", parameters.Select(p =>
        (p.Constant && !rendering.IsDual ? "[Constant] " : "") +
        (p.Pass switch { PassBy.Ref => "ref ", PassBy.Out => "out ", PassBy.In => "in ", _ => "" }) +
        TypeName(p) + " " + p.Name));

    private string TypeName(Parameter p) => p.IsCell ? Rendering.Buffer(rendering.CellName(expressions.CurrentClass), p.Buffer) : p.IsPair ? Rendering.Buffer(rendering.PairName(expressions.CurrentClass), p.Buffer) : rendering.Name(p.Type, p.Buffer);
}
