using System.Globalization;
using System.Text;
using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Printing;

/// <summary>Prints statements, one a line.</summary>
public sealed class StatementPrinter(Rendering rendering, ExpressionPrinter expressions, StringBuilder output)
{
    public int Indent { get; set; }

    public void Line(string text) => output.Append(' ', 4 * Indent).Append(text).Append('\n');

    public void Open(string? header = null)
    {
        if (header is not null)
            Line(header);
        Line("{");
        Indent++;
    }

    public void Close(string tail = "")
    {
        Indent--;
        Line("}" + tail);
    }

    public void Statements(Block block)
    {
        foreach (Stmt statement in block.Statements)
            Print(statement);
    }

    private void Print(Stmt statement)
    {
        switch (statement)
        {
            case Block b:
                Open();
                Statements(b);
                Close();
                break;
            case If s:
                Body($"if ({E(s.Test)})", s.Then);
                if (s.Else is not null)
                    Body("else", s.Else);
                break;
            case Switch s:
                Print(s);
                break;
            case For { AsWhile: true } s when s.InHeader || !s.Body.All().Any(node => node is Continue):
                PrintWhile(s);
                break;
            case For { InHeader: true } s:
                Body($"for (int {s.Name} = {E(s.From)}; {s.Name}-- {s.Comparison} {E(s.To)};)", s.Body);
                break;
            case For s:
                Body($"for (int {s.Name} = {E(s.From)}; {s.Name} {s.Comparison} {E(s.To)}; {Advance(s)})", s.Body);
                break;
            case RealFor s:
                Print(s);
                break;
            case Foreach s:
                string elements = expressions.Print(s.Source) + (s is { ByReference: true, Source: BufferRef { Kind: BufferKind.Array } } ? ".AsSpan()" : s is { ByReference: true, Source: BufferRef { Kind: BufferKind.Inline } } ? "[..]" : "");
                Body($"foreach ({(s.ByReference ? "ref " : "")}{rendering.Name(s.Type, s.Rows ? BufferKind.Array : null)} {s.Name} in {elements})", s.Body);
                break;
            case ForeachPair s:
                string source = s is { ByReference: true, Kind: BufferKind.Array } ? s.Source + ".AsSpan()" : s.Source;
                Body($"foreach ({(s.ByReference ? "ref " : "")}{PairName} {s.Name} in {source})", s.Body);
                break;
            case ForeachCell s:
                Body($"foreach ({CellName} {s.Name} in {s.Source})", s.Body);
                break;
            case While s:
                Print(s);
                break;
            case Restart s:
                Line($"{s.Name}.Clear();");
                foreach (Expr value in s.Values)
                    Line($"{s.Name}.Add({E(value)});");
                break;
            case Unfold s:
                Line($"for (int {s.Counter} = 0; {s.Counter} < {E(s.Count)}; {s.Counter}++)");
                Line($"    {s.Name}.Add({E(s.Value)});");
                break;
            default:
                Line(Simple(statement));
                break;
        }
    }

    private string Simple(Stmt statement) => statement switch
    {
        Declare s => Declaration(s),
        Assign s => $"{E(s.Target)} {s.Operator} {E(s.Value)};",
        Step s => (s.Prefix ? s.Operator + E(s.Target) : E(s.Target) + s.Operator) + ";",
        TupleAssign s => $"({Join(s.Targets)}) = ({Join(s.Values)});",
        DeconstructCall { Names.Count: 1 } s => $"({rendering.Name(s.Type)}, {rendering.Name(s.Type)}) {s.Names[0]} = {E(s.Call)};",
        DeconstructCall s => $"({string.Join(", ", s.Names.Select(n => $"{rendering.Name(s.Type)} {n}"))}) = {E(s.Call)};",
        Break => "break;",
        Continue => "continue;",
        Return { Buffer: { } buffer } => $"return {buffer};",
        Return { Values.Count: 0 } => "return;",
        Return { Values.Count: 1 } s => $"return {E(s.Values[0])};",
        Return { IsPair: true } s => $"return {expressions.Print(new PairNew(s.Values[0], s.Values[1], ByName: false))};",
        Return s => $"return ({Join(s.Values)});",
        Guard s => $"if ({E(s.Test)}) throw new ArgumentException(\"out of range\");",
        NewBuffer { Kind: BufferKind.Inline } s => $"{rendering.Name(s.Type, s.Kind)} {s.Name} = default;" + (s.Values.Count == 0 ? "" : $" ({string.Join(", ", s.Values.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"{s.Name}[{i}]")))}) = ({Join(s.Values)});"),
        AssignInline s => $"{s.Name} = {(s.Value is null ? "default" : expressions.Print(s.Value))};",
        TurnInline s => $"{s.Name}.Turn({E(s.Angle)});",
        NewBuffer s => Creation(s),
        Alias s => $"{rendering.Name(s.Type, s.Kind)} {s.Name} = {expressions.Print(s.Source)};",
        BufferSwap { OfSpans: { } element } s => $"{{ {rendering.Name(element, BufferKind.Span)} kept = {s.Left}; {s.Left} = {s.Right}; {s.Right} = kept; }}",
        BufferSwap s => $"({s.Left}, {s.Right}) = ({s.Right}, {s.Left});",
        ReplaceRow s => $"{s.Name}[{E(s.Index)}] = {Array(s.Type, s.Source, s.Copied, s.Values, s.Count)};",
        NextState s => $"{s.Name} = {Array(s.Type, s.Source, s.Copied, s.Values, s.Count)};",
        RefLocal s => $"ref {rendering.Name(s.Type)} {s.Name} = ref {E(s.Place)};",
        ReportStatement s => expressions.Report(s.Operand, s.Name) + ";",
        CallStmt s => E(s.Call) + ";",
        NewList s => Creation(s),
        Append s => $"{s.Name}.Add({E(s.Value)});",
        AppendAll s => $"{s.Name}.AddRange({expressions.Print(s.Source)});",
        KeepSequence s => $"var {s.Name} = {expressions.Print(s.Source)};",
        DeclarePair s => $"{PairName} {s.Name} = {expressions.Print(s.Value)};",
        AssignPair s => $"{expressions.Print(s.Target)} {s.Operator} {expressions.Print(s.Value)};",
        TurnPair s => $"{expressions.Print(s.Target)}.Turn({E(s.Angle)});",
        DeclareNumeric s => $"{expressions.NumericName} {s.Name} = {expressions.Print(s.Value)};",
        AssignNumeric s => $"{s.Name} {s.Operator} {expressions.Print(s.Value)};",
        DeclareMatrix s => $"{expressions.MatrixName} {s.Name} = {expressions.Print(s.Value)};",
        AssignMatrix s => $"{s.Name} {s.Operator} {expressions.Print(s.Value)};",
        CopyVector s => expressions.Print(s) + ";",
        TensorMap s => expressions.Print(s) + ";",
        DenseStep s => expressions.Print(s) + ";",
        NewCells s => s.Values.Count > 0
            ? $"{CellName}[] {s.Name} = {{ {string.Join(", ", s.Values.Select(expressions.Print))} }};"
            : string.Create(CultureInfo.InvariantCulture, $"{CellName}[] {s.Name} = new {CellName}[{s.Count}];"),
        ReplaceCell s => $"{expressions.Print(s.Place)} = {expressions.Print(s.Value)};",
        SwapCellElements s => $"({expressions.Print(s.Left)}, {expressions.Print(s.Right)}) = ({expressions.Print(s.Right)}, {expressions.Print(s.Left)});",
        DeclareMaybe s => $"{CellName} {s.Name} = {expressions.Maybe(s)};",
        ChangeMaybe s => $"{s.Maybe}?.Step({E(s.Argument)});",
        DeclareCell s => $"{CellName} {s.Name} = {expressions.Print(s.Value)};",
        AssignCell s => $"{s.Name} = {expressions.Print(s.Value)};",
        SwapCells s => $"({s.Left}, {s.Right}) = ({s.Right}, {s.Left});",
        ChangeCell s => expressions.Print(s) + ";",
        NewPairs s => Creation(s),
        AliasPairs s => $"{Rendering.Buffer(PairName, s.Kind)} {s.Name} = {expressions.Print(s.Source)};",
        SwapPairs s => $"({expressions.Print(s.Left)}, {expressions.Print(s.Right)}) = ({expressions.Print(s.Right)}, {expressions.Print(s.Left)});",
        RefPair s => $"ref {PairName} {s.Name} = ref {expressions.Print(s.Place)};",
        PairParts s => $"({string.Join(", ", s.Names.Select(n => $"{rendering.Name(s.Type)} {n}"))}) = {expressions.Print(s.Value)};",
        _ => throw new NotSupportedException(statement.ToString()),
    };

    private string Declaration(Declare s)
    {
        string type = (s.Constant && !rendering.IsDual ? "const " : "") + rendering.Name(s.Type);
        IEnumerable<string> parts = s.Names.Select((n, i) => i < s.Values.Count ? $"{n} = {E(s.Values[i])}" : n);
        return $"{type} {string.Join(", ", parts)};";
    }

    private string Creation(NewBuffer s)
    {
        string element = rendering.Name(s.Type), type = rendering.Name(s.Type, s.Kind);
        string count = E(s.Count);
        string value = s.Kind switch
        {
            BufferKind.Matrix => $"new {element}[{count}, {E(s.Columns!)}]",
            BufferKind.Jagged => "{ " + string.Join(", ", Enumerable.Repeat($"new {element}[{E(s.Columns!)}]", s.Count is Literal l ? (int)l.Value : 1)) + " }",
            BufferKind.Span when s.Values.Count > 0 => $"stackalloc {element}[] {{ {Join(s.Values)} }}",
            BufferKind.Span => $"stackalloc {element}[{count}]",
            _ when s.Values.Count > 0 => $"{{ {Join(s.Values)} }}",
            _ => $"new {element}[{count}]",
        };
        return $"{type} {s.Name} = {value};";
    }

    private string Creation(NewList s)
    {
        string type = rendering.Name(s.Type, BufferKind.List), variable = s.IsAssigned ? s.Name : $"{type} {s.Name}", source = s.Source is { } of ? expressions.Print(of) : "";
        string values = string.Join(", ", s.Values.Select(v => v is AssignExpr ? $"({E(v)})" : E(v))), append = string.Concat(s.Values.Select(v => $" {s.Name}.Add({E(v)});"));
        return s.Start switch
        {
            ListStart.Alias => $"{variable} = {source};",
            ListStart.Maybe => $"{variable} = {E(s.Test!)} ? {source} : null; {s.Name} ??= new {type} {{ {values} }};",
            ListStart.Brackets => $"{variable} = [{values}];",
            ListStart.Copy => $"{variable} = new {type}({source});{append}",
            ListStart.Chain => $"{variable} = {source}.ToList();{append}",
            _ => $"{variable} = new {type} {{ {values} }};",
        };
    }

    private string Array(Scalar type, BufferExpr? source, bool copied, IReadOnlyList<Expr> values, int count)
    {
        string element = rendering.Name(type);
        return source switch
        {
            { } when copied => $"({element}[]){expressions.Print(source)}.Clone()",
            { } => expressions.Print(source),
            _ when values.Count > 0 => $"new {element}[] {{ {Join(values)} }}",
            _ => string.Create(CultureInfo.InvariantCulture, $"new {element}[{count}]"),
        };
    }

    private string Creation(NewPairs s)
    {
        string values = string.Join(", ", s.Values.Select(expressions.Print)), count = E(s.Count);
        string value = s switch
        {
            { Values.Count: > 0, Brackets: true } => $"[{values}]",
            { Kind: BufferKind.Span, Values.Count: > 0 } => $"stackalloc {PairName}[] {{ {values} }}",
            { Kind: BufferKind.Span } => $"stackalloc {PairName}[{count}]",
            { Values.Count: > 0 } => $"{{ {values} }}",
            _ => $"new {PairName}[{count}]",
        };
        return $"{Rendering.Buffer(PairName, s.Kind)} {s.Name} = {value};";
    }

    private void PrintWhile(For s)
    {
        Open();
        Line($"int {s.Name} = {E(s.From)};");
        Open($"while ({s.Name}{(s.InHeader ? "--" : "")} {s.Comparison} {E(s.To)})");
        Statements(s.Body);
        if (!s.InHeader)
            Line(Advance(s) + ";");
        Close();
        Close();
    }

    private static string Advance(For s) => s.Step switch
    {
        1 => s.Name + "++",
        -1 => s.Name + "--",
        > 0 => string.Create(CultureInfo.InvariantCulture, $"{s.Name} += {s.Step}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{s.Name} -= {-s.Step}"),
    };

    private void Print(RealFor s)
    {
        string tanh = rendering.Functions(new MathCall(s.Type, "Tanh", [])) + ".Tanh";
        string N(double value) => ExpressionPrinter.Number(s.Type, value);
        string stride = $"{tanh}({E(s.Stride)})";
        Body(
            $"for ({rendering.Name(s.Type)} {s.Name} = {tanh}({E(s.From)}); {s.Name} < {N(1.5)} + {N(0.5)} * {tanh}({E(s.Reach)}); " +
            $"{s.Name} += {N(0.7)} + {N(0.25)} * {stride})",
            s.Body);
    }

    private void Print(While s)
    {
        string k = s.Counter, limit = s.Limit.ToString(CultureInfo.InvariantCulture);
        string test = s.Test is Conditional or SwitchExpr or Binary { Operator: "||" or "|" or "^" or "&" } or AssignExpr ? $"({E(s.Test)})" : E(s.Test);
        string first = s.Style switch
        {
            CounterStyle.First => $"{k}++;",
            CounterStyle.Guard => $"if ({k}++ >= {limit}) break;",
            _ => "",
        };
        string header = s.Style switch
        {
            CounterStyle.First => $"{test} && {k} < {limit}",
            CounterStyle.Header when s.IsDo => $"{test} && ++{k} < {limit}",
            CounterStyle.Header => $"{k}++ < {limit} && {test}",
            _ => E(s.Test),
        };
        Line($"int {k} = 0;");
        Open(s.IsDo ? "do" : $"while ({header})");
        if (first.Length > 0)
            Line(first);
        Statements(s.Body);
        Close(s.IsDo ? $" while ({header});" : "");
    }

    private void Print(Switch s)
    {
        Open($"switch ({expressions.Scrutinee(s.Scrutinee, s.Cases.SelectMany(c => c.Labels))})");
        foreach (Case section in s.Cases)
        {
            if (section.Labels.Count == 0)
                Line("default:");
            for (int i = 0; i < section.Labels.Count; i++)
            {
                string guard = section.Guard is { } g && i == section.Labels.Count - 1 ? $" when {E(g)}" : "";
                Line($"case {ExpressionPrinter.Print(section.Labels[i])}{guard}:");
            }
            Indent++;
            Open();
            Statements(section.Body);
            Close();
            if (section.Body.Statements is not [.., Return or Continue or Break])
                Line("break;");
            Indent--;
        }
        Close();
    }

    private void Body(string header, Block body)
    {
        Line(header);
        bool embedded = body.Statements is [Assign or Step or TupleAssign or Break or Continue or Return or CallStmt or BufferSwap];
        if (!embedded)
        {
            Open();
            Statements(body);
            Close();
            return;
        }
        Indent++;
        Statements(body);
        Indent--;
    }

    private string CellName => rendering.CellName(expressions.CurrentClass);

    private string PairName => rendering.PairName(expressions.CurrentClass);

    private string E(Expr e) => expressions.Print(e);

    private string Join(IEnumerable<Expr> list) => string.Join(", ", list.Select(E));
}
