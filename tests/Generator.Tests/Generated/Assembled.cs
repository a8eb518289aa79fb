using System.Collections.Immutable;
using System.Reflection;
using Fluxion.Generator.Contract;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Tests.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Fluxion.Generator.Tests.Generated;

/// <summary>A declaration in C#, a body in the IR, and the companions of both, compiled.</summary>
internal static class Assembled
{
    /// <param name="members">The method <c>F</c> and a method <c>Use</c> that calls its companions.</param>
    /// <param name="body">Writes the body; gets the contents of the parameters, returns the results.</param>
    public static object? Run(string members, Func<Builder, Value[], Value[]> body)
    {
        CSharpCompilation compilation = Harness.Compile(Harness.Model(members));
        var method = (IMethodSymbol)compilation.GetTypeByMetadataName("Model")!.GetMembers("F").Single();
        Declaration declaration = DeclarationReader.Read(method, CancellationToken.None)!.Declaration;
        IrParameter[] parameters = [.. declaration.Parameters.Select(p => new IrParameter(p.Mode == PassingMode.Out ? null : new Value(p.Type, p.Name), p.Name, p.Type, p.Mode, p.IsConstant))];
        var block = new Block();
        Value[] results = body(new Builder(block), [.. parameters.Where(p => p.Content is not null).Select(p => p.Content!)]);
        block.Terminator = Terminator.Yield(results);
        bool isTuple = declaration.Return.Kind == ReturnKind.Struct;
        IEnumerable<IrResult> returned = declaration.Return.Parts.Select((part, i) => new IrResult(part, null, isTuple ? $"Item{i + 1}" : null));
        IEnumerable<IrResult> outputs = parameters.Where(p => p.Mode is PassingMode.Ref or PassingMode.Out).Select(p => new IrResult(p.Type, p.Name));
        var function = new IrFunction("F", "F", parameters, [.. returned, .. outputs], block);
        Verifier.Verify(function);

        var module = new LoweredModule(new IrModule(function, new Dictionary<string, IrFunction>(), []), ImmutableDictionary<string, int>.Empty);
        GeneratedFile file = CompanionFile.Write(new MethodModel(declaration, module, [], IsChecked: false), CancellationToken.None)!;
        Compilation complete = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(file.Content, Harness.Parse, file.HintName));
        Diagnostic[] problems = Harness.Problems(complete);
        Assert.True(problems.Length == 0, string.Join("\n", problems.Select(p => p.ToString())) + "\n" + file.Content);
        using var stream = new MemoryStream();
        Assert.True(complete.WithOptions(complete.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default)).Emit(stream).Success);
        return Assembly.Load(stream.ToArray()).GetType("Model")!.GetMethod("Use")!.Invoke(null, []);
    }
}
