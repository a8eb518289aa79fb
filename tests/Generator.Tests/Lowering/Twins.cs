using System.Globalization;
using System.Reflection;
using System.Text;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Lowering;
using Fluxion.Generator.Simplification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fluxion.Generator.Tests.Lowering;

/// <summary>
/// Runs each snippet's <c>F</c> as the C# compiler compiles it, and as it comes out of lowering, on the same arguments. All snippets are
/// compiled at once.
/// </summary>
internal static class Twins
{
    private const int Runs = 8;

    private static readonly Lazy<Dictionary<string, (string Expected, string Actual)>> All = new(Run);

    public static (string Expected, string Actual) Of(string name) => All.Value[name];

    private static Dictionary<string, (string Expected, string Actual)> Run()
    {
        string originals = Source.Usings + string.Join("\n", Snippets.All.Select(snippet => $"public static partial class {snippet.Key} {{ {snippet.Value} }}"));
        CSharpCompilation compilation = Source.Compile(originals);
        Check(compilation);

        Dictionary<string, string> problems = [];
        var text = new StringBuilder(Source.Usings).AppendLine("#nullable disable");
        foreach (string name in Snippets.All.Keys)
        {
            LoweringResult result = Source.Lower(compilation, name);
            string problem = Problem(result);
            if (problem.Length > 0)
                problems[name] = problem;
            text.AppendLine($"public static partial class {name} {{");
            foreach (IrFunction function in result.Module?.Functions.Values.Append(result.Module.Root) ?? [])
                CallForms.Write(function);
            if (problem.Length == 0)
                text.AppendLine(NaiveEmitter.Emit(result.Module!, "lowered_"));
            text.AppendLine(Driver(Source.Method(compilation, name, "F"), problem.Length == 0));
            text.AppendLine("}");
        }

        text.AppendLine(Show);
        compilation = Source.Compile(originals, text.ToString());
        Check(compilation);
        using var stream = new MemoryStream();
        Assert.True(compilation.Emit(stream).Success);
        Assembly assembly = Assembly.Load(stream.ToArray());
        return Snippets.All.Keys.ToDictionary(
            name => name,
            name => problems.TryGetValue(name, out string? problem) ? (Call(assembly, name, "Original"), problem) : (Call(assembly, name, "Original"), Call(assembly, name, "Lowered")));
    }

    private static string Problem(LoweringResult result)
    {
        if (result.Module is not { } module)
            return string.Join("\n", result.Findings.Select(f => $"{f.Id} {string.Join(" | ", f.Arguments)}"));
        return string.Join("\n", module.Functions.Values.Append(module.Root).Select(Verifier.Verify).Where(fault => fault is not null));
    }

    private static string Call(Assembly assembly, string type, string method) => (string)assembly.GetType(type)!.GetMethod(method)!.Invoke(null, null)!;

    private static void Check(CSharpCompilation compilation)
    {
        Diagnostic[] errors = [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)];
        if (errors.Length == 0)
            return;
        var lines = errors.Take(20).Select(e => $"{e.Id} {e.GetMessage(CultureInfo.InvariantCulture)}: {e.Location.SourceTree?.GetText().Lines[e.Location.GetLineSpan().StartLinePosition.Line]}");
        throw new InvalidOperationException(string.Join("\n", lines));
    }

    private static string Driver(IMethodSymbol method, bool isLowered)
    {
        var text = new StringBuilder();
        foreach ((string name, string callee) in ((string, string)[])[("Original", "F"), ("Lowered", "lowered_0")])
        {
            text.AppendLine($"public static string {name}() {{ var log = new System.Text.StringBuilder();");
            for (int run = 0; run < Runs && (isLowered || name == "Original"); run++)
            {
                text.AppendLine("{");
                for (int i = 0; i < method.Parameters.Length; i++)
                    text.AppendLine($"{Declared(method.Parameters[i].Type)} p{i} = {Argument(method.Parameters[i].Type, run, i)};");
                text.AppendLine("try {");
                if (name == "Original")
                {
                    string arguments = string.Join(", ", method.Parameters.Select((p, i) => $"{(p.RefKind is RefKind.Ref ? "ref " : p.RefKind is RefKind.Out ? "out " : "")}p{i}"));
                    text.AppendLine(method.ReturnsVoid ? $"{callee}({arguments});" : $"Show.Add(log, {callee}({arguments}));");
                    foreach (IParameterSymbol parameter in method.Parameters.Where(p => p.RefKind is RefKind.Ref or RefKind.Out))
                        text.AppendLine($"Show.Add(log, p{parameter.Ordinal});");
                }
                else
                {
                    text.AppendLine($"foreach (object r in {callee}({string.Join(", ", method.Parameters.Where(p => p.RefKind != RefKind.Out).Select(p => $"p{p.Ordinal}"))})) Show.Add(log, r);");
                }

                text.AppendLine("} catch (Exception e) { log.Append(e.GetType().Name).Append(e.Message); }");
                foreach (IParameterSymbol parameter in method.Parameters.Where(p => p.Type is IArrayTypeSymbol || p.Type.IsRefLikeType || IsCollection(p.Type)))
                    text.AppendLine($"Show.Add(log, p{parameter.Ordinal}{(parameter.Type is IArrayTypeSymbol ? "" : ".ToArray()")});");
                text.AppendLine("log.Append('\\n'); }");
            }

            text.AppendLine("return log.ToString(); }");
        }

        return text.ToString();
    }

    private static bool IsCollection(ITypeSymbol type) => type is INamedTypeSymbol { Arity: 1, IsTupleType: false, IsRefLikeType: false };

    private static string Declared(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static string Argument(ITypeSymbol type, int run, int position)
    {
        double[] numbers = [1.5, -0.75, 0.3, 2.25, -3.125, 0.0, 7.5, -0.1, 1.0];
        double Number(int k) => numbers[((run * 5) + (position * 2) + k) % numbers.Length];
        string Text(double d) => d.ToString("R", CultureInfo.InvariantCulture);
        switch (type.SpecialType)
        {
            case SpecialType.System_Double:
                return Text(Number(0));
            case SpecialType.System_Single:
                return Text(Number(0)) + "f";
            case SpecialType.System_Boolean:
                return (run >> position & 1) == 0 ? "true" : "false";
            case SpecialType.System_String:
                return run % 2 == 0 ? "\"abc\"" : "\"x\"";
            case SpecialType.System_Char:
                return run % 2 == 0 ? "'a'" : "'b'";
        }

        string element = type switch
        {
            IArrayTypeSymbol array => array.ElementType is IArrayTypeSymbol ? "" : array.ElementType.SpecialType.ToString(),
            INamedTypeSymbol { Arity: 1 } span => span.TypeArguments[0].SpecialType.ToString(),
            _ => "",
        };
        string Item(int k) => element.EndsWith("Int32", StringComparison.Ordinal) ? ((run + k) % 4).ToString(CultureInfo.InvariantCulture)
            : element.EndsWith("Boolean", StringComparison.Ordinal) ? ((run + k) % 2 == 0 ? "true" : "false")
            : Text(Number(k)) + (element.EndsWith("Single", StringComparison.Ordinal) ? "f" : "");
        string Row(int start, int count) => string.Join(", ", Enumerable.Range(start, count).Select(Item));
        return type switch
        {
            IArrayTypeSymbol { Rank: 2 } => $"new[,] {{ {{ {Row(0, 3)} }}, {{ {Row(3, 3)} }}, {{ {Row(1, 3)} }} }}",
            IArrayTypeSymbol { ElementType: IArrayTypeSymbol } => $"new[] {{ new[] {{ {Row(0, 3)} }}, new[] {{ {Row(3, 2)} }} }}",
            IArrayTypeSymbol or INamedTypeSymbol { IsRefLikeType: true } => $"new {((type as IArrayTypeSymbol)?.ElementType ?? ((INamedTypeSymbol)type).TypeArguments[0]).ToDisplayString()}[] {{ {Row(0, 4)} }}",
            INamedTypeSymbol { Name: "List" or "IList" or "IReadOnlyList" or "IEnumerable" } list => $"new List<{list.TypeArguments[0].ToDisplayString()}> {{ {Row(0, 4)} }}",
            INamedTypeSymbol { Name: "ImmutableArray" } immutable => $"System.Collections.Immutable.ImmutableArray.Create<{immutable.TypeArguments[0].ToDisplayString()}>({Row(0, 4)})",
            INamedTypeSymbol { Name: "Memory" or "ReadOnlyMemory" } memory => $"new {memory.TypeArguments[0].ToDisplayString()}[] {{ {Row(0, 4)} }}",
            { TypeKind: Microsoft.CodeAnalysis.TypeKind.Enum } => $"({Declared(type)}){run % 4}",
            _ => $"({Declared(type)}){run % 5}",
        };
    }

    // Floating-point numbers by their bits; a NaN is a NaN.
    private const string Show = """
        public static class Show
        {
            public static void Add(System.Text.StringBuilder log, object value)
            {
                switch (value)
                {
                    case System.Runtime.CompilerServices.ITuple tuple: for (int i = 0; i < tuple.Length; i++) Add(log, tuple[i]); break;
                    case System.Collections.IEnumerable array when value is not string: foreach (object item in array) Add(log, item); break;
                    case double d: log.Append(double.IsNaN(d) ? "NaN" : d.ToString("R") + "/" + BitConverter.DoubleToInt64Bits(d).ToString("x")).Append(' '); break;
                    case float f: log.Append(float.IsNaN(f) ? "NaN" : f.ToString("R") + "/" + BitConverter.SingleToInt32Bits(f).ToString("x")).Append(' '); break;
                    default: log.Append(value ?? "null").Append(' '); break;
                }
            }
        }
        """;
}
