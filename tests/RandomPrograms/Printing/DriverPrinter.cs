using System.Text;
using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Printing;

/// <summary>Prints the class that calls a program's companions with the types and names of the contract.</summary>
public sealed class DriverPrinter
{
    private readonly RandomProgram program;
    private readonly string id;
    private readonly StringBuilder output = new();
    private readonly List<(Parameter P, int K)> parameters;
    private readonly List<(Parameter P, int K)> differentiated;

    private DriverPrinter(RandomProgram program, string id)
    {
        this.program = program;
        this.id = id;
        parameters = [.. program.Parameters.Select((p, k) => (p, k))];
        differentiated = [.. parameters.Where(x => x.P.IsDifferentiated)];
    }

    public static string Print(RandomProgram program, string id)
    {
        var printer = new DriverPrinter(program, id);
        printer.Print();
        return printer.output.ToString();
    }

    private string Real => program.Type.Keyword();

    private string After => $"After = [{Join(parameters, x => Of(x.P, $"p{x.K}"))}]";

    private string Arguments => Join(parameters, x => Prefix(x.P) + $"p{x.K}");

    private void Print()
    {
        output.Append($$"""
            using Fluxion.RandomPrograms.Execution;
            using Fluxion.RandomPrograms.Oracle;

            public sealed class R{{id}} : IProgramDriver
            {

            """);
        Method("Reply Primal(double[][] a)", Setup(), program.Result == ResultKind.Void
            ? $"P{id}.F({Arguments});\n        return new Reply {{ {After} }};"
            : $"var r = P{id}.F({Arguments});\n        return new Reply {{ Result = {Of(null, "r")}, {After} }};");
        PrintDual();
        PrintGradient();
        PrintGradientInto();
        PrintPullback();
        PrintTangent();
        Method("double[,]? Jacobian(double[][] a)", program.HasJacobian ? Setup() : "", program.HasJacobian
            ? $"return Flat.Wide(P{id}.Jacobian_F({Arguments}), 0);"
            : "return null;");
        PrintHessianVector();
        PrintThirdDerivative();
        Method("double[,]? Hessian(double[][] a)", program.IsSecondOrder ? Setup() : "", program.IsSecondOrder
            ? $"return Flat.Wide(P{id}.Hessian_F({Arguments}).Hessian, 0);"
            : "return null;");
        Method("(Fluxion.DerivativeReport Report, double[][] After)? Report(double[][] a)", program.HasReports ? Setup() : "", program.HasReports
            ? $"var report = P{id}.Report_F({Arguments});\n        return (report, new Reply {{ {After} }}.After);"
            : "return null;");
        output.Append("}\n");
    }

    private void PrintDual()
    {
        var setup = new StringBuilder();
        foreach ((Parameter p, int k) in parameters)
        {
            string source = p.Type switch
            {
                Scalar.Int => $"(int)a[{k}][0]",
                Scalar.Bool => $"a[{k}][0] != 0",
                _ when p.IsCell => Cell(p, "D", Invariant($"Flat.Dual{(p.Type == Scalar.Float ? "F" : "")}s(a[{k}], d[{k}])")),
                _ when p.IsPair => DualPair(p, $"Flat.Dual{(p.Type == Scalar.Float ? "F" : "")}s(a[{k}], d[{k}])"),
                _ => Shape(p, $"Flat.Dual{(p.Type == Scalar.Float ? "F" : "")}s(a[{k}], d[{k}])"),
            };
            Local(setup, $"var p{k} = {source};");
        }
        string after = string.Concat(parameters.Select(x => ", " + Of(x.P, $"p{x.K}", "Wide")));
        string result = program is { Type: Scalar.Float, Result: ResultKind.Scalar } ? "Flat.Wide((Dual)r)" : Of(null, "r", "Wide");
        Method("Reply Dual(double[][] a, double[][] d)", setup.ToString(), program.Result == ResultKind.Void
            ? $"D{id}.F({Arguments});\n        return Flat.Reply([]{after});"
            : $"var r = D{id}.F({Arguments});\n        return Flat.Reply({result}{after});");
    }

    private void PrintGradient()
    {
        const string Header = "Reply? Gradient(double[][] a)";
        if (program.Result != ResultKind.Scalar)
        {
            Method(Header, "", "return null;");
            return;
        }
        string gradients = Join(parameters, x => x.P.IsDifferentiated ? Of(x.P.Derivative, "g." + x.P.Gradient) : "[]");
        Method(Header, Setup(), $"var g = P{id}.Gradient_F({Arguments});\n        return new Reply {{ Result = [g.Value], {After}, Derivatives = [{gradients}] }};");
    }

    private void PrintGradientInto()
    {
        const string Header = "Reply? GradientInto(double[][] a, double garbage)";
        if (program.Result != ResultKind.Scalar || !differentiated.Any(x => x.P.IsMemory))
        {
            Method(Header, "", "return null;");
            return;
        }
        var setup = new StringBuilder(Setup());
        foreach ((Parameter p, int k) in differentiated.Where(x => x.P.IsMemory))
        {
            if (p.IsPair || p.IsCell)
            {
                Local(setup, $"var b{k} = {Derivative(p, Invariant($"System.Linq.Enumerable.ToArray(System.Linq.Enumerable.Repeat(garbage, {p.Size}))"))};");
                continue;
            }
            string filled = Invariant($"System.Linq.Enumerable.ToArray(System.Linq.Enumerable.Repeat(({p.Type.Keyword()})garbage, {p.Size}))");
            Local(setup, $"{p.Type.Keyword()}[]{(p.Buffer == BufferKind.Jagged ? "[]" : "")} b{k} = {(p.Buffer == BufferKind.Jagged ? Invariant($"Flat.Jagged({filled}, {p.Columns})") : filled)};");
        }
        bool bare = differentiated.All(x => x.P.IsMemory);
        string destinations = string.Concat(differentiated.Where(x => x.P.IsMemory).Select(x => $", b{x.K}"));
        string gradients = Join(parameters, x => !x.P.IsDifferentiated ? "[]" : !x.P.IsMemory ? Of(x.P.Derivative, "g." + x.P.Gradient) : Of(x.P.Derivative, $"b{x.K}"));
        Method(Header, setup.ToString(),
            $"var g = P{id}.Gradient_F({Arguments}{destinations});\n        " +
            $"return new Reply {{ Result = [{(bare ? "g" : "g.Value")}], {After}, Derivatives = [{gradients}] }};");
    }

    private void PrintPullback()
    {
        string seed = program.Result switch
        {
            ResultKind.Void => "",
            ResultKind.Scalar => $", ({Real})s[0]",
            ResultKind.Tuple => $", (({Real})s[0], ({Real})s[1])",
            ResultKind.Pair => $", new P{id}.Pair(({Real})s[0], ({Real})s[1])",
            _ => program.Type == Scalar.Float ? ", Flat.Floats(s)" : ", s",
        };
        var setup = new StringBuilder(Setup());
        var bars = new StringBuilder();
        foreach ((Parameter p, int k) in parameters.Where(x => x.P.HasDerivative))
        {
            Local(setup, $"var b{k} = {Derivative(p, $"b[{k}]")};");
            bars.Append(p switch { { Pass: PassBy.Out } => ", ", { IsMemory: false } => ", ref ", _ => ", " }).Append('b').Append(k);
        }
        string after = Join(parameters, x => x.P.HasDerivative ? Of(x.P.Derivative, $"b{x.K}") : "[]");
        Method("Reply Pullback(double[][] a, double[] s, double[][] b)", setup.ToString(),
            $"P{id}.Pullback_F({Arguments}{seed}{bars});\n        return new Reply {{ {After}, Derivatives = [{after}] }};");
    }

    private void PrintTangent()
    {
        var setup = new StringBuilder(Setup());
        var dots = new StringBuilder();
        foreach ((Parameter p, int k) in parameters.Where(x => x.P.HasDerivative))
        {
            if (p.Pass != PassBy.Out)
                Local(setup, $"var d{k} = {Derivative(p, $"d[{k}]")};");
            dots.Append(p.Pass switch { PassBy.Ref => ", ref ", PassBy.Out => ", out var ", _ => ", " }).Append('d').Append(k);
        }
        string after = $"{After}, Derivatives = [{Join(parameters, x => x.P.HasDerivative ? Of(x.P.Derivative, $"d{x.K}") : "[]")}]";
        Method("Reply Tangent(double[][] a, double[][] d)", setup.ToString(), program.Result == ResultKind.Void
            ? $"P{id}.Tangent_F({Arguments}{dots});\n        return new Reply {{ {after} }};"
            : $"var r = P{id}.Tangent_F({Arguments}{dots});\n        return new Reply {{ Result = {Of(null, "r.Value")}, ResultDot = {Of(null, "r.Dot")}, {after} }};");
    }

    private void PrintHessianVector()
    {
        const string Header = "Reply? HessianVector(double[][] a, double[][] d)";
        if (!program.IsSecondOrder)
        {
            Method(Header, "", "return null;");
            return;
        }
        var setup = new StringBuilder(Setup());
        foreach ((Parameter p, int k) in differentiated)
            Local(setup, $"var d{k} = {Derivative(p, $"d[{k}]")};");
        string dots = string.Concat(differentiated.Select(x => $", d{x.K}"));
        string gradients = Join(parameters, x => x.P.IsDifferentiated ? Of(x.P.Derivative, "g." + x.P.Gradient) : "[]");
        string products = Join(parameters, x => x.P.IsDifferentiated ? Of(x.P.Derivative, "g." + x.P.Product) : "[]");
        Method(Header, setup.ToString(),
            $"var g = P{id}.HessianVector_F({Arguments}{dots});\n        return new Reply {{ Result = [g.Value], {After}, Derivatives = [{gradients}], Products = [{products}] }};");
    }

    private void PrintThirdDerivative()
    {
        const string Header = "Reply? ThirdDerivative(double[][] a, double[][] d, double[][] e)";
        if (!program.IsThirdOrder)
        {
            Method(Header, "", "return null;");
            return;
        }
        var setup = new StringBuilder(Setup());
        foreach (string name in new[] { "d", "e" })
            foreach ((Parameter p, int k) in differentiated)
                Local(setup, $"var {name}{k} = {Derivative(p, $"{name}[{k}]")};");
        string directions = string.Concat(new[] { "d", "e" }.SelectMany(name => differentiated.Select(x => $", {name}{x.K}")));
        string Each(Func<Parameter, string> name) => Join(parameters, x => x.P.IsDifferentiated ? Of(x.P.Derivative, "g." + name(x.P)) : "[]");
        Method(Header, setup.ToString(),
            $"var g = P{id}.ThirdDerivative_F({Arguments}{directions});\n        return new Reply {{ Result = [g.Value], {After}, Derivatives = [{Each(p => p.Gradient)}], "
            + $"Products = [{Each(p => p.Product)}], SecondProducts = [{Each(p => p.SecondProduct)}], Thirds = [{Each(p => p.Third)}] }};");
    }

    /// <summary>Locals with a fresh copy of every argument.</summary>
    private string Setup()
    {
        var setup = new StringBuilder();
        foreach ((Parameter p, int k) in parameters)
        {
            string source = p.Type switch
            {
                Scalar.Int => $"(int)a[{k}][0]",
                Scalar.Bool => $"a[{k}][0] != 0",
                _ => Typed(p, $"a[{k}]"),
            };
            Local(setup, $"var p{k} = {source};");
        }
        return setup.ToString();
    }

    private string Typed(Parameter p, string flat) =>
        p.IsCell ? Cell(p, "P", Numbers(p, flat)) : p is { IsPair: true, Buffer: not null } ? $"Flat.Pairs({flat}, (first, second) => new P{id}.Pair(({Real})first, ({Real})second))"
        : p.IsPair ? $"new P{id}.Pair(({Real}){flat}[0], ({Real}){flat}[1])" : p.Buffer is null ? $"({p.Type.Keyword()}){flat}[0]" : Shape(p, $"Flat.{(p.Type == Scalar.Float ? "Floats" : "Doubles")}({flat})");

    /// <summary>A bar or a dot: as the parameter, but for a matrix, whose derivatives are a span row by row.</summary>
    private string Derivative(Parameter p, string flat) => p.IsCell ? Gradient(p, Numbers(p, flat)) : Typed(p.Buffer == BufferKind.Matrix ? p with { Buffer = BufferKind.Array } : p.Derivative, flat);

    private static string Shape(Parameter p, string array) => p.Buffer switch
    {
        null => array + "[0]",
        BufferKind.Matrix => Invariant($"Flat.Matrix({array}, {p.Columns})"),
        BufferKind.Jagged => Invariant($"Flat.Jagged({array}, {p.Columns})"),
        BufferKind.List => $"System.Linq.Enumerable.ToList({array})",
        BufferKind.Memory or BufferKind.ReadOnlyMemory => $"System.MemoryExtensions.AsMemory({array})",
        BufferKind.ImmutableArray => $"System.Collections.Immutable.ImmutableArray.Create({array})",
        _ => array,
    };

    private static string Numbers(Parameter p, string flat) => $"Flat.{(p.Type == Scalar.Float ? "Floats" : "Doubles")}({flat})";

    // A constructor that computes is made up for by what follows it.
    private string Cell(Parameter p, string kind, string numbers)
    {
        string argument = kind == "P" && program.CellStyle.IsGeneric() ? $"<{Real}>" : "";
        return Objects(p, numbers, program.CellStyle switch
        {
            CellStyle.Plain or CellStyle.GenericPlain => $"new {kind}{id}.Cell{argument} {{ A = a, B = b, W = w }}",
            CellStyle.Computing or CellStyle.Chained => $"new {kind}{id}.Cell(a, b, w) {{ A = a, B = b, W = w }}",
            _ => $"new {kind}{id}.Cell{argument}(a, b, w)",
        });
    }

    private string Gradient(Parameter p, string numbers) => Objects(p, numbers, $"new P{id}.Cell{(program.CellStyle.IsGeneric() ? program.Type == Scalar.Float ? "OfSingle" : "OfDouble" : "")}Gradient {{ A = a, B = b, W = w }}");

    private static string Objects(Parameter p, string numbers, string made) => p.Buffer is null
        ? $"Flat.Cell({numbers}, (a, b, w) => {made})"
        : Invariant($"FlatObjects.Cells({numbers}, {p.Columns + 2}, (a, b, w) => {made})");

    private string DualPair(Parameter p, string flat) =>
        p.Buffer is null ? $"new D{id}.Pair({flat}[0], {flat}[1])" : $"Flat.Pairs({flat}, (first, second) => new D{id}.Pair(first, second))";

    /// <summary>A value as a flat array: a parameter's, or, without one, the result's.</summary>
    private string Of(Parameter? p, string text, string function = "Of") =>
        p is { Buffer: BufferKind.List or BufferKind.ImmutableArray } ? $"Flat.{function}(System.Linq.Enumerable.ToArray({text}))"
        : p is { Buffer: BufferKind.Memory or BufferKind.ReadOnlyMemory } ? $"Flat.{function}({text}.ToArray())"
        : p is { IsCell: true, Buffer: not null } ? $"Flat.{function}(FlatObjects.Numbers({text}, c => Flat.Parts(c.A, c.B, c.W)))"
        : p is { IsCell: true } ? $"Flat.{function}(Flat.Parts({text}.A, {text}.B, {text}.W))"
        : p is { IsPair: true, Buffer: not null } ? $"Flat.{function}(Flat.Numbers({text}, e => e.A, e => e.B))"
        : p is { IsPair: true } || (p is null && program.Result == ResultKind.Pair) ? $"Flat.{function}(new[] {{ {text}.A, {text}.B }})" : $"Flat.{function}({text})";

    private static string Prefix(Parameter p) => p.Pass switch { PassBy.Ref => "ref ", PassBy.Out => "out ", _ => "" };

    private static void Local(StringBuilder setup, string text) => setup.Append("        ").Append(text).Append('\n');

    private static string Join(IEnumerable<(Parameter P, int K)> list, Func<(Parameter P, int K), string> text) => string.Join(", ", list.Select(text));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private void Method(string header, string setup, string body) =>
        output.Append("    public ").Append(header).Append("\n    {\n").Append(setup).Append("        ").Append(body).Append("\n    }\n\n");
}
