using Xunit;
using System.Reflection;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fluxion.Generator.Tests.Emission;

/// <summary>Compiles what was emitted, as strictly as a user can ask for.</summary>
internal static class Compiled
{
    // Stands in for the runtime's types, so that these tests depend on nothing but the texts.
    private const string Runtime = """
        namespace Fluxion.CompilerServices
        {
            public struct Tape<T>
            {
                private global::System.Collections.Generic.Stack<T>? _items;
                public void Push(T item) => (_items ??= new()).Push(item);
                public T Pop() => _items!.Pop();
                public void Push(T a, T b) { Push(a); Push(b); }
                public (T, T) Pop2() => (Pop(), Pop());
                public void Push(T a, T b, T c) { Push(a); Push(b); Push(c); }
                public (T, T, T) Pop3() => (Pop(), Pop(), Pop());
                public void Push(T a, T b, T c, T d) { Push(a); Push(b); Push(c); Push(d); }
                public (T, T, T, T) Pop4() => (Pop(), Pop(), Pop(), Pop());
                public void Push(T a, T b, T c, T d, T e) { Push(a); Push(b); Push(c); Push(d); Push(e); }
                public (T, T, T, T, T) Pop5() => (Pop(), Pop(), Pop(), Pop(), Pop());
                public void Push(T a, T b, T c, T d, T e, T f) { Push(a); Push(b); Push(c); Push(d); Push(e); Push(f); }
                public (T, T, T, T, T, T) Pop6() => (Pop(), Pop(), Pop(), Pop(), Pop(), Pop());
                public void Push(T a, T b, T c, T d, T e, T f, T g) { Push(a); Push(b); Push(c); Push(d); Push(e); Push(f); Push(g); }
                public (T, T, T, T, T, T, T) Pop7() => (Pop(), Pop(), Pop(), Pop(), Pop(), Pop(), Pop());
                public void Release() => _items = null;
            }

            public static class Buffers
            {
                public static double[][] ZerosLike(double[][] rows) => global::System.Array.ConvertAll(rows, row => new double[row.Length]);
                public static void AddScaled(global::System.Span<double> target, double factor, global::System.ReadOnlySpan<double> source, int count)
                {
                    for (int j = 0; j < count; j++)
                        target[j] += factor * source[j];
                }
                public static void AddScaled(global::System.Span<double> target, int targetOffset, double factor, global::System.ReadOnlySpan<double> source, int sourceOffset, int from, int to)
                {
                    for (int j = from; j < to; j++)
                        target[targetOffset + j] += factor * source[sourceOffset + j];
                }
            }
        }
        """;

    public static MethodInfo Method(string text, bool isChecked = false, string more = "")
    {
        string source = $$"""
            #nullable enable
            public static class Emitted
            {
            {{text}}
            {{more}}
            }
            """;
        Assembly assembly = Compile(source, isChecked);
        return assembly.GetType("Emitted")!.GetMethod("F")!;
    }

    public static Assembly Compile(string source, bool isChecked = false, params string[] ignored)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp12);
        var compilation = CSharpCompilation.Create(
            "emitted" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(source, options), CSharpSyntaxTree.ParseText("#nullable enable\n" + Runtime, options)],
            Net80.References.All,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                generalDiagnosticOption: ReportDiagnostic.Error,
                warningLevel: 9999,
                nullableContextOptions: NullableContextOptions.Enable,
                checkOverflow: isChecked,
                specificDiagnosticOptions: ignored.Select(id => KeyValuePair.Create(id, ReportDiagnostic.Suppress))));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics) + "\n" + source);
        return Assembly.Load(image.ToArray());
    }
}
