using System.Globalization;
using System.Text;
using Fluxion.RandomPrograms.Execution;
using Fluxion.RandomPrograms.Printing;
using Fluxion.RandomPrograms.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fluxion.RandomPrograms.Tests;

/// <summary>
/// Companions that are right because they ask the dual numbers. They test the search itself: its drivers bind to the contract's
/// signatures, its checks accept what is right, and notice what is not (<see cref="StandInCalls.Mistake"/>).
/// </summary>
public sealed class StandIn : ICompanionSource
{
    public bool HasSecondOrder => false;

    public bool HasReports => false;

    public Companions Add(CSharpCompilation compilation, IReadOnlyList<RandomProgram> programs, IReadOnlyList<int> chosen, CancellationToken stop)
    {
        SyntaxTree[] trees = [.. chosen.Select(i => CSharpSyntaxTree.ParseText(new Writer(programs[i], i.ToString(CultureInfo.InvariantCulture)).Print(), BatchCompiler.ParseOptions, $"G{i}.g.cs"))];
        return new Companions(
            compilation.AddReferences(MetadataReference.CreateFromFile(typeof(StandIn).Assembly.Location)).AddSyntaxTrees(trees), trees, [], null);
    }

    private sealed class Writer(RandomProgram program, string id)
    {
        private readonly Rendering rendering = new(false, id);
        private readonly StringBuilder text = new();

        private string Real => program.Type.Keyword();

        private IEnumerable<Parameter> Differentiated => program.Parameters.Where(p => p.IsDifferentiated);

        public string Print()
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                #nullable enable
                using System;
                using Fluxion.RandomPrograms.Execution;
                using Fluxion.RandomPrograms.Tests;
                partial class P{{id}}
                {
                    private static readonly StandInCalls Calls = new(new R{{id}}(), [{{Flags(p => p.IsDifferentiated)}}], [{{Flags(p => p.IsOutput)}}], [{{Flags(p => p.Buffer is not null)}}]);

                """);
            if (program.Result == ResultKind.Scalar)
            {
                Gradient();
                if (Differentiated.Any(p => p.Buffer is not null))
                    GradientInto();
            }
            Pullback();
            Tangent();
            if (program.HasSeveralOutputs)
                Method($"{Real}[,] Jacobian_F({Signature()})", $"var j = Calls.Jacobian({Arguments()}); {Restore("Calls.Last")} return StandInCalls.As(j, default({Real}));");
            return text.Append("}\n").ToString();
        }

        private void Gradient()
        {
            string elements = string.Concat(Differentiated.Select(p => $", {GradientType(p)} {p.Gradient}"));
            string values = string.Concat(Differentiated.Select(p => $", {Typed(p, $"r.Derivatives[{Index(p)}]")}"));
            Method($"({Real} Value{elements}) Gradient_F({Signature()})", $"var r = Calls.Gradient({Arguments()}); {Restore("r")} return (({Real})r.Result[0]{values});");
        }

        private void GradientInto()
        {
            Parameter[] scalars = [.. Differentiated.Where(p => p.Buffer is null)];
            string destinations = string.Concat(Differentiated.Where(p => p.Buffer is not null).Select(p => $", {BarType(p)} {p.Gradient}"));
            string stores = string.Concat(Differentiated.Where(p => p.Buffer is not null).Select(p => $"StandInCalls.Store(r.Derivatives[{Index(p)}], {p.Gradient}); "));
            string type = scalars.Length == 0 ? Real : $"({Real} Value{string.Concat(scalars.Select(p => $", {p.Type.Keyword()} {p.Gradient}"))})";
            string value = scalars.Length == 0 ? $"({Real})r.Result[0]" : $"(({Real})r.Result[0]{string.Concat(scalars.Select(p => $", ({p.Type.Keyword()})r.Derivatives[{Index(p)}][0]"))})";
            Method($"{type} Gradient_F({Signature()}{destinations})", $"var r = Calls.Gradient({Arguments()}, isInto: true); {Restore("r")} {stores}return {value};");
        }

        private void Pullback()
        {
            string seed = program.Result switch
            {
                ResultKind.Void => "",
                ResultKind.Array => $", ReadOnlySpan<{Real}> resultBar",
                _ => $", {rendering.Result(program.Type, program.Result)} resultBar",
            };
            string flat = program.Result switch
            {
                ResultKind.Void => "[]",
                ResultKind.Array => "Flat.Of(resultBar.ToArray())",
                _ => "Flat.Of(resultBar)",
            };
            IEnumerable<Parameter> withBars = program.Parameters.Where(p => p.HasDerivative);
            string bars = string.Concat(withBars.Select(p => $", {(p.Buffer is null && p.Pass != PassBy.Out ? "ref " : "")}{BarType(p)} {p.Name}Bar"));
            string entry = string.Join(", ", program.Parameters.Select(p => p.HasDerivative ? Flattened(p, p.Name + "Bar") : "[]"));
            string stores = string.Concat(withBars.Where(p => p.Pass != PassBy.Out).Select(p => p.Buffer is null
                ? $"{p.Name}Bar = ({p.Type.Keyword()})r.Derivatives[{Index(p)}][0]; "
                : $"StandInCalls.Store(r.Derivatives[{Index(p)}], {p.Name}Bar); "));
            Method($"void Pullback_F({Signature()}{seed}{bars})", $"var r = Calls.Pullback({Arguments()}, {flat}, [{entry}]); {Restore("r")} {stores}");
        }

        private void Tangent()
        {
            IEnumerable<Parameter> withDots = program.Parameters.Where(p => p.HasDerivative);
            string dots = string.Concat(withDots.Select(p => $", {p.Pass switch { PassBy.Ref => "ref ", PassBy.Out => "out ", _ => "" }}{(p.Buffer is { } kind && kind.IsReadOnly() ? $"ReadOnlySpan<{p.Type.Keyword()}>" : BarType(p))} {p.Name}Dot"));
            string entry = string.Join(", ", program.Parameters.Select(p => p.IsDifferentiated ? Flattened(p, p.Name + "Dot") : $"new double[{p.Size.ToString(CultureInfo.InvariantCulture)}]"));
            string stores = string.Concat(withDots.Where(p => p.IsOutput).Select(p => p.Buffer is null
                ? $"{p.Name}Dot = ({p.Type.Keyword()})r.Derivatives[{Index(p)}][0]; "
                : $"StandInCalls.Store(r.Derivatives[{Index(p)}], {p.Name}Dot); "));
            string result = rendering.Result(program.Type, program.Result);
            string Value(string list) => program.Result switch
            {
                ResultKind.Tuple => $"(({Real}){list}[0], ({Real}){list}[1])",
                ResultKind.Array => program.Type == Scalar.Float ? $"Flat.Floats({list})" : list,
                _ => $"({Real}){list}[0]",
            };
            Method(
                $"{(program.Result == ResultKind.Void ? "void" : $"({result} Value, {result} Dot)")} Tangent_F({Signature()}{dots})",
                $"var r = Calls.Tangent({Arguments()}, [{entry}]); {Restore("r")} {stores}{(program.Result == ResultKind.Void ? "" : $"return ({Value("r.Result")}, {Value("r.ResultDot")});")}");
        }

        private void Method(string header, string body) => text.Append("    public static ").Append(header).Append(" { ").Append(body).Append(" }\n");

        private string Signature() => string.Join(", ", program.Parameters.Select(p => $"{p.Pass switch { PassBy.Ref => "ref ", PassBy.Out => "out ", PassBy.In => "in ", _ => "" }}{rendering.Name(p.Type, p.Buffer)} {p.Name}"));

        private string Arguments() => $"[{string.Join(", ", program.Parameters.Select(p => p.Pass == PassBy.Out ? "[0]" : Flattened(p, p.Name)))}]";

        private string Restore(string reply) => string.Concat(program.Parameters.Select(p => (p.Buffer, p.Pass) switch
        {
            (null, PassBy.Value or PassBy.In) => "",
            ({ } kind, _) when kind.IsReadOnly() => "",
            (BufferKind.List, _) => $"StandInCalls.Store({reply}.After[{Index(p)}], System.Runtime.InteropServices.CollectionsMarshal.AsSpan({p.Name})); ",
            (BufferKind.Memory, _) => $"StandInCalls.Store({reply}.After[{Index(p)}], {p.Name}.Span); ",
            (null, _) => $"{p.Name} = ({p.Type.Keyword()}){reply}.After[{Index(p)}][0]; ",
            _ => $"StandInCalls.Store({reply}.After[{Index(p)}], {p.Name}); ",
        }));

        private static string Flattened(Parameter p, string name) => p.Buffer switch
        {
            BufferKind.Span or BufferKind.ReadOnlySpan => $"Flat.Of({name}.ToArray())",
            BufferKind.List or BufferKind.ReadOnlyList or BufferKind.ImmutableArray when name == p.Name => $"Flat.Of(System.Linq.Enumerable.ToArray({name}))",
            { } kind when kind.IsList() => $"Flat.Of({name}.ToArray())",
            BufferKind.Matrix when name != p.Name => $"Flat.Of({name}.ToArray())",
            BufferKind.Array when name != p.Name => $"Flat.Of({name}.ToArray())",
            _ => $"Flat.Of({name})",
        };

        private static string BarType(Parameter p) => p.Buffer switch
        {
            null => p.Type.Keyword(),
            BufferKind.Jagged => p.Type.Keyword() + "[][]",
            _ => $"Span<{p.Type.Keyword()}>",
        };

        private static string GradientType(Parameter p) => p.Type.Keyword() + p.Buffer switch { null => "", BufferKind.Matrix => "[,]", BufferKind.Jagged => "[][]", _ => "[]" };

        private static string Typed(Parameter p, string flat)
        {
            string array = $"Flat.{(p.Type == Scalar.Float ? "Floats" : "Doubles")}({flat})", columns = p.Columns.ToString(CultureInfo.InvariantCulture);
            return p.Buffer switch
            {
                null => $"({p.Type.Keyword()}){flat}[0]",
                BufferKind.Matrix => $"Flat.Matrix({array}, {columns})",
                BufferKind.Jagged => $"Flat.Jagged({array}, {columns})",
                _ => array,
            };
        }

        private string Index(Parameter p) => program.Parameters.ToList().IndexOf(p).ToString(CultureInfo.InvariantCulture);

        private string Flags(Func<Parameter, bool> flag) => string.Join(", ", program.Parameters.Select(p => flag(p) ? "true" : "false"));
    }
}
