using System.Globalization;
using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Printing;

/// <summary>Prints expressions with the parentheses that C# needs to keep the tree's order of evaluation, and no others.</summary>
public sealed class ExpressionPrinter(Rendering rendering, RandomProgram program)
{
    private const int Loosest = 0, Ternary = 1, Coalesce = 2, Sum = 11, Product = 12, Prefix = 14, Primary = 15;

    private readonly Dictionary<string, Helper> helpers = program.Helpers.ToDictionary(h => h.Name);

    private readonly HashSet<string> fields = [.. program.Fields.Select(f => f.Name)];

    /// <summary>The class that the printed text stands in; what belongs to the other one is qualified.</summary>
    public string CurrentClass { get; set; } = rendering.MainClass;

    /// <summary>The helper whose body is being printed: its calls of itself pass <c>depth - 1</c>.</summary>
    public string? CurrentHelper { get; set; }

    public string Print(Expr e) => Print(e, Loosest);

    public string Print(BufferExpr b) => b switch
    {
        BufferRef v => Owned(v.Name) + Elements(v.Kind),
        BufferCall c => Print(c.Call),
        ChainSource c => Steps(c.Chain),
        InlineChoice c => $"{Print(c.Test, Ternary + 1)} ? {Tight(c.Then)} : {Tight(c.Else)}",
        InlineSum s => $"{Tight(s.Left)} + {Tight(s.Right)}",
        Row r => $"{r.Name}[{Print(r.Index)}]",
        Slice { AsRange: true, Start: Literal l } s => Invariant($"{Owned(s.Name)}[{(int)l.Value}..{(int)l.Value + s.Count}]"),
        Slice { AsRange: true } s => Invariant($"{Owned(s.Name)}[{Print(s.Start, Prefix)}..({Print(s.Start, Sum)} + {s.Count})]"),
        Slice { Kind: BufferKind.Array } s => Invariant($"{Owned(s.Name)}.AsSpan({Print(s.Start)}, {s.Count})"),
        Slice s => Invariant($"{Owned(s.Name)}.Slice({Print(s.Start)}, {s.Count})"),
        _ => throw new NotSupportedException(b.ToString()),
    };

    public string Print(PairExpr pair) => pair switch
    {
        PairVar v => v.Name,
        PairElement e => $"{e.Buffer}[{Print(e.Index)}]",
        PairNew { ByName: true } n => $"new {PairName} {{ A = {Print(n.A)}, B = {Print(n.B)} }}",
        PairNew n => $"new {PairName}({Print(n.A)}, {Print(n.B)})",
        PairFrom f => rendering.IsDual ? $"({PairName})({rendering.Name(f.Value.Type)})({Print(f.Value)})" : $"({PairName})({Print(f.Value)})",
        PairOperator { Right: { } right } o => $"{Tight(o.Left)} {o.Operator} {Tight(right)}",
        PairOperator o => o.Operator + Tight(o.Left),
        PairWith w => $"{Tight(w.Of)} with {{ {w.Part} = {Print(w.Value)} }}",
        PairChoice c => $"{Print(c.Test, Ternary + 1)} ? {Tight(c.Then)} : {Tight(c.Else)}",
        PairCall c => Print(c.Call),
        _ => throw new NotSupportedException(pair.ToString()),
    };

    public string Print(NumericExpr value) => value switch
    {
        NumericVar v => v.Name,
        NumericNew n => $"new {NumericName}({string.Join(", ", n.Parts.Select(part => Print(part)))})",
        NumericOperator { Right: { } right } o => $"{Tight(o.Left)} {o.Operator} {Tight(right)}",
        NumericOperator o => o.Operator + Tight(o.Left),
        NumericScaled { IsBehind: true } s => $"{Tight(s.Of)} {s.Operator} {Print(s.Factor, Prefix)}",
        NumericScaled s => $"{Print(s.Factor, Prefix)} {s.Operator} {Tight(s.Of)}",
        Transformed t => $"{NumericName}.{t.Function}({Print(t.Vector)}, {Print(t.Matrix)})",
        MatrixTranslation t => $"{Tight(t.Of)}.Translation",
        VectorFrom f => $"new {NumericName}({Print(f.Source)})",
        NumericCall c => $"{NumericName}.{c.Name}({string.Join(", ", c.Arguments.Select(Argument))})",
        NumericChoice c => $"{Print(c.Test, Ternary + 1)} ? {Tight(c.Then)} : {Tight(c.Else)}",
        _ => throw new NotSupportedException(value.ToString()),
    };

    public string Print(CellExpr cell) => cell switch
    {
        CellVar v => v.Name,
        CellElement e => $"{e.Buffer}[{Print(e.Index)}]",
        CellOr o => $"{o.Maybe} ?? {Tight(o.Else)}",
        CellNew n => New(n),
        CellWith w => $"{Tight(w.Of)} with {{ {w.Part} = {Print(w.Value)} }}",
        CellChoice c => $"{Print(c.Test, Ternary + 1)} ? {Tight(c.Then)} : {Tight(c.Else)}",
        CellLarger l => $"{CellName}.Larger({Print(l.Left)}, {Print(l.Right)})",
        CellResult { Argument: { } argument } r => $"{Tight(r.Of)}.Next({Print(argument)})",
        CellResult r => $"{Tight(r.Of)}.Self()",
        _ => throw new NotSupportedException(cell.ToString()),
    };

    public string Maybe(DeclareMaybe maybe) => $"{Print(maybe.Test, Ternary + 1)} ? {Tight(maybe.Value)} : null";

    public string Print(ChangeCell change) => $"{Tight(change.Target)}.{(change.Argument is { } argument ? $"Step({Print(argument)})" : "Swap()")}";

    // Patterns cannot be of dual numbers.
    private string Test(CellTest test)
    {
        string of = Tight(test.Of);
        string Check(PartCheck check) => $"{check.Operator} {Number(check.Constant.Type, check.Constant.Value)}";
        return rendering.IsDual
            ? string.Join(" && ", test.Checks.Select(c => $"{of}.{c.Part} {Check(c)}").Prepend($"{of} is not null"))
            : test.Checks.Count == 0 ? $"{of} is not null" : $"{of} is {{ {string.Join(", ", test.Checks.Select(c => $"{c.Part}: {Check(c)}"))} }}";
    }

    private string New(CellNew cell)
    {
        string real = rendering.Name(program.Type);
        string array = cell.Array ?? (cell.Values.Count > 0 ? $"new {real}[] {{ {string.Join(", ", cell.Values.Select(v => Print(v)))} }}" : Invariant($"new {real}[{cell.Count}]"));
        string a = Print(cell.A), b = Print(cell.B);
        return program.CellStyle.IsPlain() ? $"new {CellName} {{ A = {a}, B = {b}, W = {array} }}" : $"new {CellName}({a}, {b}, {array})";
    }

    private string Linq(LinqCall l)
    {
        string c = Number(l.Type, l.Constant);
        string F(string argument) => $"{rendering.Functions(new MathCall(l.Type, l.Function, []))}.{l.Function}({argument})";
        return l.Shape switch
        {
            "where" => $"{l.First}.Where(e => e > {c}).Select(e => {F($"e * {c}")}).Sum()",
            "select" => $"{l.First}.Select((e, at) => {F($"e + {c}")} * (at % 2)).Sum()",
            "zip" => $"{l.First}.Zip({l.Second}, (e, f) => {F($"{c} * e + f")}).Sum()",
            "range" => $"Enumerable.Range(0, {l.First}.Length).Select(at => {F($"{l.First}[at] * {c}")}).Sum()",
            "average" => $"{l.First}.Average(e => {F($"e * {c} + {c}")})",
            "max" => $"{l.First}.Skip(1).Max(e => {F($"e + {c}")})",
            "min" => $"{l.First}.Select(e => {F($"e * {c}")}).Min()",
            "fold" => $"{l.First}.Aggregate(({rendering.Name(l.Type)})({c}), (s, e) => {F($"{c} * s + e")})",
            "array" => $"{l.First}.Select(e => {F($"e + {c}")}).ToArray().Sum(e => e * {c})",
            "any" => $"({l.First}.{(l.Constant < 0 ? "Any" : "All")}(e => e > {c}) ? {l.First}.FirstOrDefault(e => e < {c}) : {F(c)})",
            "let" => $"(from e in {l.First} let f = {F($"e * {c}")} where f > {c} select f * e).Sum()",
            _ => $"{l.First}.Sum(e => {F($"e * {c}")})",
        };
    }

    private string Steps(LinqChain chain) => chain.First + string.Concat(chain.Steps.Select(s => Step(chain, s)));

    private string Step(LinqChain chain, LinqStep step)
    {
        string c = Print(step.Factor, Prefix);
        string F(string argument) => $"{rendering.Functions(new MathCall(chain.Type, step.Function, []))}.{step.Function}({argument})";
        return step.Kind switch
        {
            "where" => $".Where(e => e > {c})",
            "where at" => $".Where((e, at) => at % 2 == 0 || e > {c})",
            "select" => $".Select(e => {F($"e * {c}")})",
            "index" => $".Select((e, at) => {F($"e + {c}")} * (at % 2))",
            "skip" => ".Skip(1)",
            "take" => ".Take(2)",
            "zip" => $".Zip({chain.Second}, (e, f) => {F($"{c} * e + f")})",
            "sum of" => $".Sum(e => {F($"e * {c}")})",
            "fold" => $".Aggregate(({rendering.Name(chain.Type)})({Number(chain.Type, 0.5)}), (s, e) => {F($"{c} * s + e")})",
            "average" => ".Average()",
            "average of" => $".Average(e => {F($"e * {c} + e")})",
            "max" => ".Max()",
            "first" => ".First()",
            "last" => ".Last()",
            "first of" => $".FirstOrDefault(e => e > {c})",
            "last of" => $".LastOrDefault(e => e < {c})",
            "min" => ".Min()",
            "max of" => $".Max(e => {F($"e + {c}")})",
            "array" => $".Select(e => {F($"e + {c}")}).ToArray().Sum(e => e * {c})",
            _ => ".Sum()",
        };
    }

    public string Print(MatrixExpr matrix) => matrix switch
    {
        MatrixVar v => v.Name,
        MatrixCall c => $"{MatrixName}.{c.Name}({string.Join(", ", c.Arguments.Select(Argument))})",
        MatrixOperator { Right: Expr factor } o => $"{Tight(o.Left)} {o.Operator} {Print(factor, Prefix)}",
        MatrixOperator o => $"{Tight(o.Left)} {o.Operator} {Tight((MatrixExpr)o.Right)}",
        _ => throw new NotSupportedException(matrix.ToString()),
    };

    public string MatrixName => rendering.IsDual ? "DMatrix4x4" : "System.Numerics.Matrix4x4";

    private string PlaneName => rendering.IsDual ? "DPlane" : "System.Numerics.Plane";

    private string Tight(MatrixExpr matrix) => matrix is MatrixOperator ? $"({Print(matrix)})" : Print(matrix);

    public string Print(CopyVector copy) => $"{Tight(copy.Of)}.CopyTo({Print(copy.Destination)}{(copy.Start is { } start ? ", " + Print(start) : "")})";

    public string Print(TensorMap map)
    {
        IEnumerable<string> arguments = map.Arguments.Select(a => a is Expr e && rendering.IsDual ? $"({rendering.Name(map.Type)})({Print(e)})" : Argument(a));
        return $"{Tensor("Map", map.Type, map.Function)}{string.Join(", ", arguments)}, {Print(map.Destination)})";
    }

    public string Print(DenseStep step)
    {
        string destination = Print(step.Destination);
        IEnumerable<string> raised = Enumerable.Range(0, step.Raised == 0 ? 0 : step.Sizes[0])
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{destination}[{i * (step.Sizes[0] + 1)}] += {Number(Scalar.Double, step.Raised)}; "));
        string callee = rendering.IsDual ? $"DMatrices.Run(\"{step.Function}\", " : $"Fluxion.Numerics.Matrices.{step.Function}(";
        IEnumerable<string> sizes = step.Sizes.Select(size => size.ToString(CultureInfo.InvariantCulture));
        return $"{string.Concat(raised)}{callee}{string.Join(", ", step.Matrices.Select(Print).Append(destination).Concat(sizes))})";
    }

    private string Tensor(string kind, Scalar type, string function) =>
        rendering.IsDual ? $"DTensor.{kind}(\"{function}\", " : $"System.Numerics.Tensors.TensorPrimitives.{function}<{rendering.Name(type)}>(";

    public string NumericName => rendering.NumericName(program.Type);

    private string Tight(NumericExpr value) => value is NumericVar or NumericCall ? Print(value) : $"({Print(value)})";

    private string PairName => rendering.PairName(CurrentClass);

    private string CellName => rendering.CellName(CurrentClass);

    private string Tight(CellExpr cell) => cell is CellWith or CellChoice or CellOr ? $"({Print(cell)})" : Print(cell);

    private string Tight(BufferExpr buffer) => buffer is InlineChoice or InlineSum ? $"({Print(buffer)})" : Print(buffer);

    private string Tight(PairExpr pair) => pair is PairVar or PairElement or PairNew or PairCall ? Print(pair) : $"({Print(pair)})";

    public static string Number(Scalar type, double value) => type switch
    {
        Scalar.Int => ((int)value).ToString(CultureInfo.InvariantCulture),
        Scalar.Bool => value != 0 ? "true" : "false",
        Scalar.Float => ((float)value).ToString("R", CultureInfo.InvariantCulture) + "f",
        _ => value.ToString("R", CultureInfo.InvariantCulture) is var s && s.AsSpan().ContainsAny(".E") ? s : s + ".0",
    };

    public static string Print(Pattern p) => p switch
    {
        { Left: { } left, Right: { } right } => $"{Nested(left)} {p.Operator} {Nested(right)}",
        { Left: { } denied } => $"not {Nested(denied)}",
        { Constant: { } c } => p.Operator.Length == 0 ? Number(c.Type, c.Value) : $"{p.Operator} {Number(c.Type, c.Value)}",
        _ => "_",
    };

    /// <summary>What a pattern is matched against; the dual rendering records which side of each constant it lies on.</summary>
    public string Scrutinee(Expr e, IEnumerable<Pattern> patterns)
    {
        if (!rendering.IsDual || !e.Type.IsReal())
            return Print(e, Primary);
        IEnumerable<string> constants = patterns.SelectMany(p => p.Constants()).Select(c => Number(Scalar.Double, c));
        return $"Trace.Scrutinee(({rendering.Name(e.Type)})({Print(e)}), {string.Join(", ", constants.DefaultIfEmpty("0.0"))})";
    }

    private static string Nested(Pattern p) => p.Right is null ? Print(p) : $"({Print(p)})";

    private int Precedence(Expr e) => e switch
    {
        AssignExpr => Loosest,
        Conditional or SwitchExpr => Ternary,
        Binary b => b.Operator switch
        {
            "||" => 3,
            "&&" => 4,
            "|" => 5,
            "^" => 6,
            "&" => 7,
            "==" or "!=" => 8,
            "<" or ">" or "<=" or ">=" => 9,
            "<<" or ">>" => 10,
            "+" or "-" => Sum,
            _ => Product,
        },
        CellMaybe => Coalesce,
        IsPattern => 9,
        CellTest t => rendering.IsDual ? 4 : 9,
        Unary or Cast or Literal { Value: < 0 } => Prefix,
        _ => Primary,
    };

    private string Print(Expr e, int tightest)
    {
        string text = Bare(e);
        return Precedence(e) < tightest ? $"({text})" : text;
    }

    private string Bare(Expr e) => e switch
    {
        Literal { Type: Scalar.Double or Scalar.Float } l when rendering.TypeParameter is { } parameter => $"{parameter}.CreateChecked({Number(Scalar.Double, l.Value)})",
        Literal l => Number(l.Type, l.Value),
        Var v => Owned(v.Name),
        Element { Column: null } x => $"{Owned(x.Buffer)}{Elements(x.Kind)}[{Print(x.Index)}]",
        Element { Kind: BufferKind.Matrix } x => $"{x.Buffer}[{Print(x.Index)}, {Print(x.Column!)}]",
        Element x => $"{x.Buffer}[{Print(x.Index)}][{Print(x.Column!)}]",
        Length { Kind: BufferKind.Matrix } n => Invariant($"{n.Buffer}.GetLength({n.Dimension})"),
        Length { Kind: BufferKind.Inline } => Invariant($"{program.CellLength}"),
        Length { Dimension: 1 } n => $"{n.Buffer}[0].Length",
        Length { Kind: BufferKind.List or BufferKind.ReadOnlyList } n => $"{n.Buffer}.Count",
        Length n => $"{Owned(n.Buffer)}.Length",
        Unary u => u.Operator + Print(u.Operand, Primary),
        Binary b => $"{Operand(b.Left, b.Right.Type, Precedence(b))} {b.Operator} {Operand(b.Right, b.Left.Type, Precedence(b) + 1)}",
        Conditional c => $"{Print(c.Test, Ternary + 1)} ? {Operand(c.Then, c.Else.Type, Ternary + 1)} : {Operand(c.Else, c.Then.Type, Ternary + 1)}",
        MathCall m => $"{rendering.Functions(m)}.{m.Name}({string.Join(", ", m.Arguments.Select(a => MathArgument(m, a)))})",
        Cast { Type: Scalar.Int or Scalar.Bool } c => $"({c.Type.Keyword()}){Print(c.Operand, Primary)}",
        Cast c => $"({rendering.Name(c.Type)}){Print(c.Operand, Primary)}",
        Stop s => $"{(rendering.IsDual ? "DMath" : "Derivative")}.Stop({Print(s.Operand)})",
        Report r => Report(r.Operand, r.Name),
        Increment i => i.Prefix ? i.Operator + i.Name : i.Name + i.Operator,
        AssignExpr a => $"{a.Name} = {Print(a.Value)}",
        IsPattern p => $"{Scrutinee(p.Operand, [p.Pattern])} is {Print(p.Pattern)}",
        SwitchExpr s => $"{Scrutinee(s.Scrutinee, s.Arms.Select(a => a.Pattern))} switch {{ {string.Join(", ", s.Arms.Select(a => Print(a, s.Type)))} }}",
        HelperCall c => Call(c),
        LinqCall l => Linq(l),
        TensorNumber t => $"{Tensor("Number", t.Type, t.Function)}{string.Join(", ", t.Arguments.Select(Print))})",
        MatrixPart m => $"{Tight(m.Of)}.{m.Name}",
        PlaneNumber p => $"{PlaneName}.{p.Function}(new {PlaneName}({Print(p.Normal)}, {Print(p.Distance)}), {Print(p.Point)})",
        VectorItem i => $"{Tight(i.Of)}[{Print(i.Index)}]",
        NumericPart n => $"{Tight(n.Of)}.{n.Name}",
        NumericNumber n => $"{NumericName}.{n.Name}({string.Join(", ", n.Arguments.Select(a => Print(a)))})",
        LinqChain l => Steps(l) + Step(l, l.End),
        ListElement { Index: { } index } x => $"{x.Name}[{Print(index, Product)} % {x.Name}.Count]",
        ListElement x => x.FromEnd ? $"{x.Name}[^1]" : $"{x.Name}[{x.Name}.Count - 1]",
        ListCount n => $"{n.Name}.Count",
        PairSum s => $"{s.Buffer}.Sum(e => {rendering.Functions(new MathCall(s.Type, s.Function, []))}.{s.Function}({Number(s.Type, s.Constant)} * e.A + e.B))",
        InlineItem i => $"{Tight(i.Of)}[{Print(i.Index)}]",
        InlineSize s => $"{Tight(s.Of)}.Size",
        PairMember m => $"{Tight(m.Of)}.{m.Name}",
        CellMember m => $"{Tight(m.Of)}.{m.Name}",
        CellItem i => $"{Tight(i.Of)}{(i.ByIndexer ? "" : ".W")}[{Print(i.Index)}]",
        CellMaybe m => $"{m.Maybe}?.{m.Part}{(m.Argument is { } argument ? $"({Print(argument)})" : "")} ?? {Print(m.Else, Prefix)}",
        CellTest t => Test(t),
        CellCall c => $"{Tight(c.Of)}.{(c.Changes ? "Step" : "Level")}({Print(c.Argument)})",
        PairMix m => $"{Tight(m.Of)}.Mix({Print(m.Weight)})",
        _ => throw new NotSupportedException(e.ToString()),
    };

    public string Report(Expr operand, string name) => $"{(rendering.IsDual ? "Reported" : "Derivative")}.Report({Print(operand)}, \"{name}\")";

    private static string Elements(BufferKind kind) => kind.IsMemory() ? ".Span" : "";

    private string Owned(string name) => fields.Contains(name) && CurrentClass != rendering.MainClass ? $"{rendering.MainClass}.{name}" : name;

    /// <summary>A tie of Max or Min against a literal has a rule of its own, so the dual rendering keeps the fact that it is one.</summary>
    private string MathArgument(MathCall call, Expr argument) =>
        rendering.IsDual && call.Type.IsReal() && call.Name is "Max" or "Min" && argument is Literal && call.Arguments.Any(a => a is not Literal)
            ? $"DMath.L({Print(argument)})"
            : Print(argument);

    private string Print(Arm arm, Scalar type) =>
        $"{Print(arm.Pattern)}{(arm.Guard is { } guard ? $" when {Print(guard)}" : "")} => {Operand(arm.Value, type, Loosest)}";

    /// <summary>C# widens a <c>float</c> next to a <c>double</c>; of the dual types it has to be told.</summary>
    private string Operand(Expr e, Scalar other, int tightest) =>
        rendering.IsDual && e.Type == Scalar.Float && other == Scalar.Double ? $"(Dual){Print(e, Primary)}" : Print(e, tightest);

    private string Call(HelperCall call)
    {
        // A reduction may have dropped the helper; such a program does not compile, and that is all it needs to do.
        Helper? helper = helpers.GetValueOrDefault(call.Helper);
        string owner = helper?.Place switch
        {
            HelperPlace.LocalFunction or HelperPlace.Closure or HelperPlace.Lambda => "",
            HelperPlace.OtherType => CurrentClass == rendering.OtherClass ? "" : rendering.OtherClass + ".",
            _ => CurrentClass == rendering.MainClass ? "" : rendering.MainClass + ".",
        };
        IEnumerable<string> arguments = call.Arguments.Select(Argument);
        if (helper is { IsRecursive: true } && CurrentHelper == call.Helper)
            arguments = arguments.Append($"{Helper.Depth} - 1");
        if (helper is { Place: HelperPlace.Passed })
            return $"{ProgramPrinter.Through}{call.Helper}({string.Join(", ", arguments.Prepend(call.Helper))})";
        string typeArgument = helper is { IsGeneric: true } && !rendering.IsDual ? $"<{rendering.Name(helper.Type)}>" : "";
        return $"{owner}{call.Helper}{typeArgument}({string.Join(", ", arguments)})";
    }

    private string Argument(Node argument) => argument switch
    {
        RefArgument r => (r.IsIn ? "in " : r.IsOut ? "out " : "ref ") + Argument(r.Target),
        BufferExpr b => Print(b),
        PairExpr p => Print(p),
        CellExpr c => Print(c),
        NumericExpr n => Print(n),
        MatrixExpr m => Print(m),
        _ => Print((Expr)argument),
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
