using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>One random program from one seed.</summary>
public sealed class ProgramGenerator
{
    private static readonly string[] ScalarNames = ["x", "y", "theta", "scale", "rate", "alpha", "offset", "shift"];
    private static readonly string[] BufferNames = ["a", "b", "beta", "weights", "state", "values"];
    private static readonly string[] ConstantNames = ["data", "targets", "design", "known"];

    private readonly Rng rng;
    private readonly ulong seed;
    private readonly Construct constructs;
    private readonly Scalar type;
    private readonly bool isMixed;
    private readonly int length;
    private readonly Focus focus;
    private readonly PairStyle style;
    private readonly CellStyle cellStyle;
    private readonly bool hasEdges;

    private ProgramGenerator(ulong seed, Construct constructs, bool hasEdges)
    {
        this.hasEdges = hasEdges;
        this.seed = seed;
        this.constructs = constructs;
        rng = new Rng(seed);
        focus = Focus.Draw(rng);

        // Vectors and matrices are of floats.
        int kind = rng.Weighted(10, !Allows(Construct.Float) ? 0 : focus.Call == "numerics" ? 15 : 2, Allows(Construct.Mixed) ? 2 : 0);
        type = kind == 1 ? Scalar.Float : Scalar.Double;
        isMixed = kind == 2;
        length = rng.Between(2, 4);
        style = (PairStyle)rng.Below(focus.InPlace == "struct element" || focus.Call == "struct array" ? 2 : 3);
        cellStyle = (CellStyle)rng.Below(8);
    }

    /// <param name="hasEdges">Whether functions may be infinitely steep where inputs are 0 or 1.</param>
    public static RandomProgram Generate(ulong seed, Construct constructs, bool hasEdges = false) =>
        ReportGenerator.Add(new ProgramGenerator(seed, constructs, hasEdges).Generate());

    private bool Allows(Construct construct) => (constructs & construct) == construct;

    private RandomProgram Generate()
    {
        List<Parameter> parameters = Parameters();
        ResultKind result = Result(parameters);
        List<StaticField> fields = Fields();
        var helpers = new List<Helper>();
        if (Allows(Construct.Helper))
            for (int i = rng.Weighted(2, 5, 3, 2); i > 0; i--)
                helpers.Add(new HelperGenerator(rng, constructs, type, length, parameters, fields, focus, style, cellStyle) { HasEdges = hasEdges }.Generate(helpers.Count, helpers));

        var context = new MethodContext(rng, constructs, type, isMixed, length)
        {
            Focus = focus,
            Result = result,
            PairStyle = style,
            CellStyle = cellStyle,
            HasEdges = hasEdges,
            ResultCount = result switch { ResultKind.Tuple or ResultKind.Pair => 2, ResultKind.Array => rng.Chance(0.7) ? length : rng.Between(1, 3), ResultKind.Void => 0, _ => 1 },
            Budget = rng.Between(5, 20),
        };
        HelperGenerator.Declare(context, parameters, fields);
        context.Helpers.AddRange(helpers);
        Block body = Body(context, parameters);
        return Trim(new RandomProgram(seed, type, result, context.ResultCount, parameters, helpers, fields, body) { PairStyle = style, CellStyle = cellStyle, CellLength = length, WantsSecondOrder = seed % 4 == 0, HasEdges = hasEdges });
    }

    private List<Parameter> Parameters()
    {
        var list = new List<Parameter>();
        var names = new Queue<string>(Shuffled(ScalarNames));
        var buffers = new Queue<string>(Shuffled(BufferNames));
        var constants = new Queue<string>(Shuffled(ConstantNames));
        Scalar Real() => isMixed && rng.Chance(0.4) ? Scalar.Float : type;
        for (int i = rng.Weighted(1, 4, 3, 2); i > 0; i--)
            list.Add(new Parameter(names.Dequeue(), Real()));
        for (int i = rng.Weighted(2, 4, 3); i > 0 || list.Count == 0; i--)
            list.Add(Buffer(buffers.Dequeue(), Real(), false));
        if (Allows(Construct.Span) && rng.Chance(focus.Alias == "list" ? 1 : 0.06))
            list.Add(new Parameter(buffers.Dequeue(), Real(), BufferKind.List + rng.Below(5), Rows: rng.Chance(0.8) ? length : rng.Between(2, 4)) { IsOnlyRead = rng.Chance(0.4) });
        if (focus.Alias == "row" && Allows(Construct.Jagged) && rng.Chance(0.7))
            list.Add(new Parameter(buffers.Dequeue(), type, BufferKind.Jagged, Rows: rng.Between(2, 3), Columns: length));
        bool needsArray = focus.Call is "array result" or "in place" or "tensor" || focus.Alias is "array" or "copy" or "state";
        if (needsArray && !list.Any(p => p.Buffer == BufferKind.Array && p.Rows == length && p.Type == type))
            list.Add(new Parameter(buffers.Dequeue(), type, BufferKind.Array, Rows: length));
        if (Allows(Construct.RefParameter) && rng.Chance(0.12))
            list.Add(new Parameter(names.Dequeue(), Real(), Pass: PassBy.Ref));
        if (Allows(Construct.OutParameter) && rng.Chance(0.1))
            list.Add(new Parameter(names.Dequeue(), Real(), Pass: PassBy.Out));
        if (Allows(Construct.InParameter) && rng.Chance(0.1))
            list.Add(new Parameter(names.Dequeue(), Real(), Pass: PassBy.In));
        if (Allows(Construct.Constant) && rng.Chance(0.3))
            list.Add(rng.Chance(0.3) ? new Parameter(names.Dequeue(), Real(), Constant: true) : Buffer(constants.Dequeue(), type, true));
        if (Allows(Construct.Scratch) && rng.Chance(0.15))
            list.Add(new Parameter("scratch", type, rng.Chance(0.6) && Allows(Construct.Span) ? BufferKind.Span : BufferKind.Array, Constant: true, Rows: length));
        if (Allows(Construct.Struct) && style != PairStyle.Primary && rng.Chance(0.12))
            list.Add(new Parameter("pair", type, Constant: rng.Chance(0.15)) { IsPair = true });
        if (Allows(Construct.Struct | Construct.StructArray) && style != PairStyle.Primary && rng.Chance(focus.InPlace == "struct element" || focus.Call == "struct array" ? 0.4 : 0.06))
            list.Add(PairBuffer());
        if (Allows(Construct.Class) && rng.Chance(focus.Alias == "object parameter" ? 1 : focus.Alias == "object" || focus.InPlace == "object" || focus.Call == "class" ? 0.3 : 0.05))
            list.Add(new Parameter("cell", type, Rows: length) { IsCell = true });
        if (Allows(Construct.Class) && rng.Chance(focus.Alias == "object array" ? 0.5 : focus.Alias == "object parameter" ? 0.3 : 0.01))
            list.Add(new Parameter("cells", type, BufferKind.Array, Rows: rng.Between(2, 3), Columns: length) { IsCell = true });
        if (rng.Chance(0.3))
        {
            int n = rng.Between(1, 4);
            list.Add(new Parameter("n", Scalar.Int, Low: n, High: n));
        }
        if (rng.Chance(0.06))
            list.Add(new Parameter("flag", Scalar.Bool));
        return rng.Chance(0.3) ? [.. Shuffled(list)] : list;
    }

    private Parameter PairBuffer()
    {
        bool spans = Allows(Construct.Span);
        var kind = (BufferKind)rng.Weighted(5, spans ? 4 : 0, spans ? 2 : 0);
        return new Parameter("pairs", type, kind, Constant: rng.Chance(0.1), Rows: rng.Chance(0.8) ? length : rng.Between(2, 4)) { IsPair = true };
    }

    private Parameter Buffer(string name, Scalar element, bool constant)
    {
        int rows = rng.Chance(0.75) ? length : rng.Between(2, 5);
        bool spans = Allows(Construct.Span);
        BufferKind kind = (BufferKind)rng.Weighted(
            7,
            spans ? 4 : 0,
            spans ? constant ? 6 : 3 : 0,
            Allows(Construct.Matrix) ? 2 : 0,
            Allows(Construct.Jagged) ? 1.5 : 0);
        return new Parameter(name, element, kind, Constant: constant, Rows: rows, Columns: kind is BufferKind.Matrix or BufferKind.Jagged ? rng.Between(2, 4) : 1);
    }

    private ResultKind Result(List<Parameter> parameters)
    {
        bool writes = parameters.Any(p => p.IsOutput);
        return (ResultKind)rng.Weighted(
            Allows(Construct.VoidResult) && writes ? 4 : 0,
            12,
            Allows(Construct.TupleResult) ? 2 : 0,
            Allows(Construct.ArrayResult | Construct.LocalBuffer) ? 2 : 0,
            Allows(Construct.Struct) && style != PairStyle.Primary ? 0.7 : 0);
    }

    private List<StaticField> Fields()
    {
        var fields = new List<StaticField>();
        if (Allows(Construct.StaticField) && rng.Chance(0.15))
            fields.Add(new StaticField("Gain", type, rng.Chance(0.5), false, [Math.Round(rng.Uniform(0.3, 1.4), 2)]));
        if (Allows(Construct.StaticTable) && rng.Chance(0.12))
            fields.Add(new StaticField("Table", type, false, true, [.. Enumerable.Range(0, length).Select(_ => Math.Round(rng.Uniform(-1, 1), 2))]));
        return fields;
    }

    private Block Body(MethodContext context, List<Parameter> parameters)
    {
        var statements = new StatementGenerator(context);
        ExpressionGenerator expressions = statements.Expressions;
        var body = new List<Stmt>();
        foreach (Parameter p in parameters.Where(p => p.Pass == PassBy.Out))
            body.Add(new Assign(new Var(p.Type, p.Name), "=", rng.Chance(0.5) ? new Literal(p.Type, 0) : context.Number(p.Type, -1, 1)));
        if (Allows(Construct.Throw) && rng.Chance(focus.Exit == "throw" ? 0.8 : 0.05))
            body.Add(new Guard(Binary.Of(expressions.Leaf(type).Node, ">", new Literal(type, 1000))));
        if (context.Result == ResultKind.Array)
            body.Add(HelperGenerator.Result(context, expressions, context.ResultCount));
        if (Allows(Construct.EarlyReturn) && rng.Chance(focus.Exit == "early return" ? 0.8 : 0.06) && statements.Exit(allowReturn: true) is { } exit)
            body.Add(exit);
        for (int i = rng.Between(1, 2); i > 0; i--)
            body.Add(statements.Declaration());
        if (rng.Chance(0.8))
            body.AddRange(statements.FocusedAlias());
        body.AddRange(statements.PairBuffers.Focused());
        body.AddRange(expressions.Cells.Focused());
        body.AddRange(expressions.Inlines.Focused());
        statements.Fill(body, 20);
        foreach (Parameter p in parameters.Where(p => p.IsDelivered))
            if (rng.Chance(0.6))
                body.Add(new Assign(new Var(p.Type, p.Name), "+=", expressions.Below(1.5, p.Type, 2)));
        if (context.Result == ResultKind.Array)
            body.Add(new Assign(new Element(type, "result", BufferKind.Array, IntegerGenerator.Constant(0), null), "+=", expressions.Combination(type, 2)));
        if (context.Result == ResultKind.Void && context.Scope.Buffers.FirstOrDefault(b => b.IsWritable && parameters.Any(p => p.IsOutput && p.Name == b.Name)) is { } output)
            body.Add(new Assign(expressions.Element(output), "+=", expressions.Exactly(expressions.Combination(output.Type, 2), output.Type)));
        body.Add(context.Result switch
        {
            ResultKind.Scalar => new Return([expressions.Combination(type, rng.Between(1, 4))]),
            ResultKind.Pair => new Return([expressions.Combination(type, 1), expressions.Combination(type, 2)]) { IsPair = true },
            ResultKind.Tuple => new Return([expressions.Combination(type, 1), expressions.Combination(type, 2)]),
            _ => statements.Return(),
        });
        if (body[^1] is Return { Values.Count: 0, Buffer: null })
            body.RemoveAt(body.Count - 1);
        return new Block(body);
    }

    /// <summary>Without helpers that cannot be reached from the marked method.</summary>
    private static RandomProgram Trim(RandomProgram program)
    {
        var reached = new HashSet<string>();
        void Visit(IEnumerable<Node> nodes)
        {
            foreach (string name in nodes.OfType<HelperCall>().Select(c => c.Helper))
                if (reached.Add(name))
                    Visit(program.Helpers.First(h => h.Name == name).All());
        }

        Visit(program.Body.All());
        return program with { Helpers = [.. program.Helpers.Where(h => reached.Contains(h.Name))] };
    }

    private List<T> Shuffled<T>(IEnumerable<T> items)
    {
        List<T> list = [.. items];
        for (int i = list.Count - 1; i > 0; i--)
        {
            int j = rng.Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
        return list;
    }
}
