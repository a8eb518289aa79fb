using Fluxion.Generator.Caching;
using Fluxion.Generator.Contract;
using Fluxion.Generator.Tests.Contract;
using Fluxion.Generator.Tests.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Fluxion.Generator.Tests.Incrementality;

/// <summary>A driver that has seen the project before an edit must say what a new one says: the same files and the same diagnostics, at the same places.</summary>
public class ReadingTests
{
    private const string Model = """
        using Fluxion;
        namespace Sample;
        public static partial class Model
        {
            /// <summary>A sum.</summary>
            [Differentiable]
            public static double First(double x, double y) => Helpers.Scale(x) + y * Constants.Factor;

            [Differentiable]
            public static double Second(Pair p)
            {
                double product = p.Product + Helpers.Twice(p.X);
                return product * Helpers.Opaque(p.Y);
            }

            [Differentiable]
            public static double Third(double x, double z) => new Kept(x, 2).Value(x) + (x == 3 ? (double)(int)z : 1);

            [Differentiable]
            public static double Third(double x) => x * x;

            [Differentiable]
            public static double Fourth(double a, [Constant] double b)
            {
                var gauge = new Gauge();
                gauge.Level = a;
                return gauge.Level * Extra(b) + new Span { Low = a, High = b }.Width;
            }
        }
        """;

    private const string Rest = """
        namespace Sample
        {
            public static partial class Model
            {
                private static double Extra(double b) => 2 * b;
            }

            public partial class Kept(double start, double factor)
            {
                public double Factor { get; } = factor;
            }

            public partial class Kept
            {
                public double Value(double x) => x * Factor;
                public double Other() => 1;
            }

            public class Gauge
            {
                public double Level { get => _level; set => _level = value; }
                private double _level;
            }
        }
        """;

    private const string Others = """
        using System;
        namespace Sample
        {
            public static class Constants
            {
                public const double Factor = 3 + Basis;
                private const double Basis = 1;
            }

            public record struct Pair(double X, double Y)
            {
                public double Product => X * Y;
            }

            public struct Span
            {
                public double Low, High;
                public double Width { get { return High - Low; } }
            }

            public static class Helpers
            {
                public static double Scale(double x) => 2 * x;

                // A comment.
                public static double Twice(double x)
                {
                    double r = x + x;
                    return r;
                }

                public static double Opaque(double x) { return Math.Sqrt(x) + (x == 0 ? 1 : 2); }

                public static int Unrelated(int i) => i + 1;
            }
        }
        """;

    /// <summary>What is found, and what stands there instead.</summary>
    public static TheoryData<string, string> Edits { get; } = new()
    {
        { "y * Constants", "2 * y * Constants" },                                   // the method itself
        { "2 * x;", "3 * x;" },                                                     // a body that it calls
        { "double r = x + x;", "double r = x + x + x;" },
        { "double r = x + x;", "double r = x + \"a\";" },                           // one that is broken now
        { "double r = x + x;", "double r = " },
        { "double r = x + x;", "double r = x + x; }" },                             // a brace too many
        { "double product = ", "double product = 1; { " },                          // a brace too few
        { "i + 1", "i + 2" },                                                       // nobody calls it
        { "// A comment.", "// A comment\n// of two lines." },                      // everything below moves
        { "Math.Sqrt(x)", "\n\n(float)Math.Floor(x) + Math.Sqrt(x)" },              // a warning in a body that it calls
        { "(double)(int)z", "\n\n (double)(int)z" },                                // a warning that moves
        { "using Fluxion;", "// One line more.\nusing Fluxion;" },
        { "Factor = 3", "Factor = 4" },                                             // what is outside of bodies
        { "record struct Pair", "readonly record struct Pair" },
        { "X * Y;", "X * Y * Y;" },                                                 // the body of a property
        { "return High - Low;", "return Low - High;" },
        { "get => _level;", "get => field;" },                                      // which makes a field
        { "set => _level = value;", "set;" },
        { "=> 1;", "=> start;" },                                                   // which makes a field of a parameter, in another part of the class
        { "2 * b", "b * b * b" },
        { "namespace Sample;", "namespace Sample;\n#nullable enable" },
        { "<summary>A sum.</summary>", "<summary>A sum.</summary>\n    /// <param name=\"x\">A number.</param>" },
        { "x * x;", "Derivative.Report(\"square\", x * x);" },                      // a companion more, and another method of the name
        { "new Kept(x, 2).Value(x)", "Derivative.Report(\"kept\", new Kept(x, 2).Value(x))" },
        { "using System;", "global using static Sample.Helpers;\nusing System;" },
        { "public double Low, High;", "public double Low; public float High;" },
        { "double Extra(", "float Extra(" },
        { "return r;", "#if true\n return 2 * r;\n#else\n return r;\n#endif" },
        { "return r;", "\n#nullable disable\n return r;" },
        { "public static class Helpers", "/// <auto-generated/>\npublic static class Helpers" },

        // Members that come and go, and what follows from them.
        { "public static int Unrelated", "public static int Added(int i) => i;\n\npublic static int Unrelated" },
        { "public static int Unrelated(int i) => i + 1;", "" },
        { "public static int Unrelated(int i)", "public static int Unrelated(int i, int j)" },
        { "public static int Unrelated", "public int" },                            // half typed
        { "public static int Unrelated", "public double Half(int i) {" },
        { "public static double Scale(double x) => 2 * x;", "" },
        { "public static double Scale(double x)", "public static double Scale(double x, double y = 1)" },
        { "// A comment.", "public static double Scale(in double x) => 5 * x;" },   // an overload
        { "// A comment.", "public static double Twice(params double[] x) => 5;" },
        { "private const double Basis", "public const double More = 7, Basis" },
        { "Factor = 3 + Basis;", "Factor = 4;" },
        { "Basis = 1;", "Basis = 2;" },                                             // a constant of which another one is made
        { "double Low, High;", "double High, Low;" },                               // an order
        { "private double _level;", "private double _level = 2;" },
        { "public class Gauge", "public class Gauge : Kept" },                      // whose constructor wants arguments
        { "public class Gauge", "public class" },
        { "private double _level;", "private double ;" },
        { "double X, double Y", "double , double " },
        { "public class Gauge", "public class Deeper { public double Depth; }\npublic class Gauge : Deeper" },
        { "public static class Constants", "public static class Math { public static double Sqrt(double x) => x; }\npublic static class Constants" },
        { "public static class Constants", "public static class Deeper { }\npublic static class Constants" },
        { "public static class Constants", "public class GaugeGradient { }\npublic static class Constants" },
        { "private static double Extra", "public static double Gradient_First(double x, double y) => 1;\nprivate static double Extra" },
        { "private static double Extra", "public static double second(double x) => 1;\nprivate static double Extra" },
        { "private static double Extra", "public static double Third(float x) => 1;\nprivate static double Extra" },
        { "private static double Extra", "[Fluxion.Differentiable] private static double Extra" },
        { "private static double Extra", "private static double Sqrt(double x) => 3;\nprivate static double Extra" },
        { "public double Product", "public static implicit operator Pair(double x) => new(x, x);\npublic double Product" },
        { "public double Product", "public double Twice(double x) => 3;\npublic double Product" },
        { "public double Value(double x)", "public double Kept(double x)" },
        { "public double Other()", "public double factor() => 2;\npublic double Other()" },
        { "using System;", "using Pair = System.Double;\nusing System;" },
        { "[Differentiable]\n    public static double Third(double x) => x * x;", "" },
        { "public static double Third(double x) => x * x;", "public static double Fifth(double x) => x * x;" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void What_is_remembered_is_what_would_be_read(string before, string after)
    {
        string[] files = [Model, Rest, Others];
        int edited = Array.FindIndex(files, file => file.Contains(before, StringComparison.Ordinal));
        int place = files[edited].IndexOf(before, StringComparison.Ordinal);
        CSharpCompilation first = Harness.Compile(files);
        SyntaxTree tree = first.SyntaxTrees[edited];
        // As editors do, who parse what has changed, and as a build does.
        SyntaxTree changed = tree.WithChangedText(tree.GetText(TestContext.Current.CancellationToken).WithChanges(new TextChange(new TextSpan(place, before.Length), after)));
        SyntaxTree parsed = CSharpSyntaxTree.ParseText(changed.GetText(TestContext.Current.CancellationToken).ToString(), Harness.Parse, tree.FilePath);
        CSharpCompilation second = first.ReplaceSyntaxTree(tree, changed), third = first.ReplaceSyntaxTree(tree, parsed);

        GeneratorDriver driver = Driver().RunGenerators(first, TestContext.Current.CancellationToken);
        string start = Text(Driver().RunGenerators(first, TestContext.Current.CancellationToken));
        Assert.Equal(start, Text(driver));
        string fresh = Text(Driver().RunGenerators(second, TestContext.Current.CancellationToken));
        foreach (CSharpCompilation next in new[] { second, first, third, second, first })
        {
            driver = driver.RunGenerators(next, TestContext.Current.CancellationToken);
            Assert.Equal(next == first ? start : fresh, Text(driver));
        }
    }

    /// <summary>Edits one after the other, some of them undone, in one driver.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_remembered_over_many_edits_is_what_would_be_read(int seed)
    {
        var random = new Random(seed);
        var versions = new Stack<CSharpCompilation>([Harness.Compile([Model, Rest, Others])]);
        GeneratorDriver driver = Driver().RunGenerators(versions.Peek(), TestContext.Current.CancellationToken);
        for (int step = 0; step < 12; step++)
        {
            if (versions.Count > 1 && random.Next(3) == 0)
            {
                versions.Pop();
            }
            else
            {
                CSharpCompilation last = versions.Peek();
                if (random.Next(2) == 0 && ByTable(random, last) is { } known)
                    versions.Push(known);
                else
                    versions.Push(ByWord(random, last));
            }

            driver = driver.RunGenerators(versions.Peek(), TestContext.Current.CancellationToken);
            string files = Files(driver);
            Assert.Equal(Files(Driver().RunGenerators(versions.Peek(), TestContext.Current.CancellationToken)), files);
            if (files.Split('\n').FirstOrDefault(line => line.Contains("FLX0999", StringComparison.Ordinal)) is { } defect)
                Assert.Fail(defect);
        }
    }

    private static CSharpCompilation? ByTable(Random random, CSharpCompilation project)
    {
        (string before, string after) = Edits.ElementAt(random.Next(Edits.Count)).Data;
        return project.SyntaxTrees.FirstOrDefault(one => one.ToString().Contains(before, StringComparison.Ordinal)) is { } tree
            ? Changed(project, tree, new TextSpan(tree.ToString().IndexOf(before, StringComparison.Ordinal), before.Length), after)
            : null;
    }

    // A word in the place of another, or of nothing: a declaration that has another name, type or base, or a call of something else, or what does not compile.
    private static CSharpCompilation ByWord(Random random, CSharpCompilation project)
    {
        SyntaxTree tree = project.SyntaxTrees[random.Next(3)], other = project.SyntaxTrees[random.Next(3)];
        SyntaxToken[] places = [.. Words(tree)], words = [.. Words(other)];
        return Changed(project, tree, places[random.Next(places.Length)].Span, random.Next(5) == 0 ? "" : words[random.Next(words.Length)].Text);

        static IEnumerable<SyntaxToken> Words(SyntaxTree tree) => tree.GetRoot().DescendantTokens().Where(token => token.Span.Length > 0 && char.IsLetterOrDigit(token.Text[0]));
    }

    private static CSharpCompilation Changed(CSharpCompilation project, SyntaxTree tree, TextSpan place, string text) =>
        project.ReplaceSyntaxTree(tree, tree.WithChangedText(tree.GetText().WithChanges(new TextChange(place, text))));

    // More of them by hand: FLUXION_EDITS=1500.
    private static int Count() => int.TryParse(Environment.GetEnvironmentVariable("FLUXION_EDITS"), out int count) ? count : 60;

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(0, Count())];

    [Theory]
    [InlineData("i + 1", "i + 2", "First Second Third Third Fourth")]
    [InlineData("2 * x;", "3 * x;", "Second Third Third Fourth")]
    [InlineData("x + x;", "3 * x;", "First Third Third Fourth")]
    [InlineData("2 * b", "3 * b", "First Second Third")]
    [InlineData("double product", "double  product", "First Third Third Fourth")]
    [InlineData("public static int Unrelated", "public static int Added(int i) => i; public static int Unrelated", "First Second Third Third Fourth")]
    [InlineData("// A comment.", "public int // A comment.", "First Third Third Fourth")]
    [InlineData("public static class Constants", "public static class Deeper { } public static class Constants", "First Second Third Third Fourth")]
    [InlineData("public static double Scale", "// Far below.\npublic static int Added(int i) => i; public static double Scale", "Second Third Third Fourth")]
    [InlineData("public static double Scale(double x)", "public static double Scale(double x, int i = 1)", "Second Third Third Fourth")]
    // Kept has a factor too, and a value, which is a word in the body of a property.
    [InlineData("Basis = 1;", "Basis = 2;", "Second")]
    [InlineData("public double Low", "public double Middle, Low", "First Second Third Third")]
    [InlineData("namespace Sample\n{\n    public static class Constants", "namespace Sample\n{\n    using System.Linq;\n    public static class Constants", "")]
    public void What_is_the_same_is_not_read_again(string before, string after, string remembered)
    {
        string[] files = [Model, Rest, Others];
        CSharpCompilation first = Harness.Compile(files);
        CSharpCompilation second = Harness.Compile([.. files.Select(file => file.Replace(before, after, StringComparison.Ordinal))]);
        for (int i = 0; i < files.Length; i++)
        {
            if (!files[i].Contains(before, StringComparison.Ordinal))
                second = second.ReplaceSyntaxTree(second.SyntaxTrees[i], first.SyntaxTrees[i]);
        }

        second = first.RemoveAllSyntaxTrees().AddSyntaxTrees(second.SyntaxTrees);
        var recorder = new Recorder();
        GeneratorDriver driver = CSharpGeneratorDriver.Create([recorder.AsSourceGenerator()], parseOptions: Harness.Parse).RunGenerators(first, TestContext.Current.CancellationToken);
        MethodModel[] earlier = [.. recorder.Read];
        recorder.Read.Clear();
        driver.RunGenerators(second, TestContext.Current.CancellationToken);
        Assert.Equal(5, recorder.Read.Count);
        // A method that is read again has a model of its own, even where it is an equal one.
        Assert.Equal(remembered, string.Join(" ", recorder.Read.Where(model => earlier.Any(other => ReferenceEquals(other, model))).Select(model => model.Declaration.Name)));
    }

    private static GeneratorDriver Driver() => Harness.Driver(track: true, new Options(new() { ["build_property.RunAnalyzers"] = "false" }));

    private static string Text(GeneratorDriver driver)
    {
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        IEnumerable<Location> places = result.TrackedSteps[TrackingNames.Lowering].SelectMany(step => step.Outputs).Where(output => output.Reason != IncrementalStepRunReason.Removed).SelectMany(output => Places(((MarkedMethod)output.Value).Positions));
        return string.Join("\n", result.GeneratedSources.Select(file => $"{file.HintName}\n{file.SourceText}").Concat(result.Diagnostics.Select(one => one.ToString())).Concat(places.Select(place => $"{place.GetLineSpan()} {place.SourceSpan}")));
    }

    // A step that has no output any more may keep the one it had, which nothing follows from.
    private static string Files(GeneratorDriver driver)
    {
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return string.Join("\n", result.GeneratedSources.Select(file => $"{file.HintName}\n{file.SourceText}").Concat(result.Diagnostics.Select(one => one.ToString())));
    }

    private static IEnumerable<Location> Places(Positions positions) => [positions.Declaration, .. positions.Findings, .. positions.Sites, .. positions.Parameters];

    /// <summary>Writes down what is read, remembered or not: the driver itself keeps what is equal.</summary>
    private sealed class Recorder : IIncrementalGenerator
    {
        private readonly ReadMethods _methods = new(new EarlyCompanions());

        public List<MethodModel> Read { get; } = [];

        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(MarkedAttribute.MetadataName, static (_, _) => true, (syntax, cancellation) =>
            {
                MarkedMethod method = _methods.Read(syntax, cancellation)!;
                Read.Add(method.Model);
                return method;
            }),
            static (_, _) => { });
    }
}
