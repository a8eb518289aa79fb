using Fluxion.Generator.Caching;
using Fluxion.Generator.Contract;
using Fluxion.Generator.Tests.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fluxion.Generator.Tests.Incrementality;

/// <summary>Companions that other threads write: the same file, written once, also where somebody typed on meanwhile.</summary>
public sealed class EarlyCompanionsTests
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    [Fact]
    public void What_another_thread_has_written_is_what_is_taken()
    {
        var early = new EarlyCompanions();
        MethodModel[] models = [.. Enumerable.Range(0, 20).Select(Model)];
        foreach (MethodModel model in models)
            early.Begin(model, CancellationToken.None);
        foreach (MethodModel model in models)
        {
            GeneratedFile file = early.Take(model, CancellationToken.None)!;
            Assert.Equal(CompanionFile.Write(model, CancellationToken.None), file);
            Assert.Same(file, early.Take(model, CancellationToken.None));
        }
    }

    [Fact]
    public void What_was_cancelled_is_written_when_it_is_wanted()
    {
        var early = new EarlyCompanions();
        MethodModel model = Model(1);
        early.Begin(model, Cancelled);
        Assert.Throws<OperationCanceledException>(() => early.Take(model, Cancelled));
        Assert.Equal(CompanionFile.Write(model, CancellationToken.None), early.Take(model, CancellationToken.None));
    }

    [Fact]
    public void What_nobody_has_begun_is_written()
    {
        MethodModel model = Model(2);
        Assert.Equal(CompanionFile.Write(model, CancellationToken.None), new EarlyCompanions().Take(model, CancellationToken.None));
    }

    // What is written differs by the number.
    private static MethodModel Model(int number)
    {
        CSharpCompilation compilation = Harness.Compile(Harness.Model($"[Differentiable] public static double F{number}(double x, double y) => {number} * x * y;"));
        IMethodSymbol method = compilation.GetTypeByMetadataName("Model")!.GetMembers("F" + number).OfType<IMethodSymbol>().Single();
        return MarkedMethod.Read(method, compilation, null, CancellationToken.None)!.Model;
    }
}
