using Fluxion.Generator.Tests.Contract;
using Fluxion.Generator.Tests.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace Fluxion.Generator.Tests.Typing;

/// <summary>
/// Somebody types in the middle of code of every kind that there is: a word is gone, or another one stands in its place. What that means is seldom known, and often
/// nothing that C# has; generator and analyzer do not throw.
/// </summary>
public class WordTests
{
    public static TheoryData<int> Rows { get; } = [.. Enumerable.Range(0, Language.Constructs.All.Count)];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Nothing_throws(int construct)
    {
        var random = new Random(construct);
        string source = Source(Language.Constructs.All[construct]);
        for (int i = 0; i < Count(); i++)
        {
            string edited = source;
            for (int edits = 1 + random.Next(3); edits > 0; edits--)
                edited = Edited(random, edited, random.Next(4) == 0 ? Source(Language.Constructs.All[random.Next(Language.Constructs.All.Count)]) : source);
            CSharpCompilation compilation = Harness.Compile(edited);
            GeneratorRunResult result = Harness.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
            Assert.True(result.Exception is null, $"{edited}\n{result.Exception}");
            if (result.GeneratedSources.SelectMany(file => file.SourceText.Lines).Select(line => line.ToString()).FirstOrDefault(line => line.Contains("FLX0999", StringComparison.Ordinal)) is { } defect)
                Assert.Fail($"{edited}\n{defect}");
            if (i % 4 == 0)
                Assert.DoesNotContain(await compilation.WithAnalyzers([new DifferentiableAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken), d => d.Id is "AD0001" or "FLX0999");
        }
    }

    /// <summary>What words in the place of others have led to: a stack overflow, a missing argument, a type without a namespace.</summary>
    [Theory]
    [InlineData("public record struct Vec(double X, Vec Y) { public Vec Twice() => new(2 * X, Y); } [Differentiable] public static double F(double x) => new Vec(x, new Vec()).Twice().X;")]
    [InlineData("public struct Deep<T> { public double X; public Deep<Deep<T>> Y; } [Differentiable] public static double F(Deep<int> d) { d.X *= d.X; return d.X; }")]
    [InlineData("public record struct Vec(double X, (Vec, int) Y); [Differentiable] public static double F(Vec v) => v.X * v.X;")]
    [InlineData("public record struct Vec(double X) { public Vec operator *(double k, Vec p) => new(k * p.X); public static implicit operator Vec(double x) => new(x); } [Differentiable] public static double F(double x, double y) { Vec v = x; v += y * v; v = y * v; return v.X; }")]
    [InlineData("public class Box<T> { public double X; } [Differentiable] public static double F(Box<Missing> b, double x) => b.X * x;")]
    public async Task No_stage_throws_at(string members)
    {
        CSharpCompilation compilation = Harness.Compile("using Fluxion; public static partial class Model { " + members + " }");
        GeneratorRunResult result = Harness.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        Assert.DoesNotContain("FLX0999", string.Concat(result.GeneratedSources.Select(file => file.SourceText.ToString())), StringComparison.Ordinal);
        Assert.DoesNotContain(await compilation.WithAnalyzers([new DifferentiableAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken), d => d.Id is "AD0001" or "FLX0999");
    }

    // More of them by hand: FLUXION_EDITS=200.
    private static int Count() => int.TryParse(Environment.GetEnvironmentVariable("FLUXION_EDITS"), out int count) ? count : 4;

    private static string Edited(Random random, string source, string other)
    {
        SyntaxToken[] places = [.. Tokens(source)], words = [.. Tokens(other)];
        SyntaxToken place = places[random.Next(places.Length)];
        return source.Remove(place.SpanStart, place.Span.Length).Insert(place.SpanStart, random.Next(4) == 0 ? "" : words[random.Next(words.Length)].Text);
    }

    // The attributes stay: what is not marked is not read.
    private static IEnumerable<SyntaxToken> Tokens(string source) => CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens()
        .Where(token => token.Span.Length > 0 && token.Text is not ("Differentiable" or "Fluxion" or "[" or "]") && (char.IsLetterOrDigit(token.Text[0]) || token.Text.Length < 3));

    private static string Source(Construct construct) =>
        $$"""
        using System;
        using System.Linq;
        using System.Collections.Generic;
        using Fluxion;
        public static partial class Model
        {
            {{construct.Members}}
            {{(construct.Body is null ? "" : $"[Differentiable] public static double F(double x, double y, double[] a) {{ {construct.Body} }}")}}
        }
        {{construct.Beside}}
        """;
}
