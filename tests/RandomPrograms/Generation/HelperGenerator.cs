using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>The static methods and local functions that a marked method calls.</summary>
public sealed class HelperGenerator(
    Rng rng, Construct constructs, Scalar type, int length, IReadOnlyList<Parameter> surroundings, IReadOnlyList<StaticField> fields, Focus focus, PairStyle style, CellStyle cellStyle)
{
    /// <inheritdoc cref="MethodContext.HasEdges"/>
    public bool HasEdges { get; init; }

    private enum Shape
    {
        Expression,
        Block,
        Reader,
        InPlace,
        References,
        Tuple,
        Recursive,
        Array,
        Normalizing,
        Pair,
        PairReader,
        PairWriter,
        CellReader,
        CellWriter,
        ListWriter,
        InlineReader,
        InlineWriter,
        InlineMaker,
    }

    private bool Allows(Construct construct) => (constructs & construct) == construct;

    private bool HasInlines => Allows(Construct.LocalBuffer | Construct.Struct);

    private bool HasPairBuffers => Allows(Construct.Struct | Construct.StructArray) && style != PairStyle.Primary;

    public Helper Generate(int index, IReadOnlyList<Helper> callable)
    {
        // The first helper is the one that the program is pushed towards.
        string wanted = index == 0 ? focus.Call : "";
        double inline = wanted == "marked" ? 0 : focus.Alias == Coverage.Features.InlineArray ? 8 : 0.7;
        Shape shape = Wanted(wanted) ?? (Shape)rng.Weighted(
            8,
            7,
            Allows(Construct.ArrayHelper) ? 5 : 0,
            Allows(Construct.ArrayHelper) ? 8 : 0,
            Allows(Construct.OutRefHelper) ? 6 : 0,
            Allows(Construct.TupleHelper) ? 5 : 0,
            Allows(Construct.Recursion) ? 4 : 0,
            Allows(Construct.ArrayHelper | Construct.LocalBuffer) ? 2 : 0,
            Allows(Construct.ArrayHelper) ? 2 : 0,
            Allows(Construct.Struct) ? 3 : 0,
            HasPairBuffers ? 1.5 : 0,
            HasPairBuffers && Allows(Construct.ElementWrite) ? 2.5 : 0,
            Allows(Construct.Class) ? 2.5 : 0,
            Allows(Construct.Class | Construct.ElementWrite) ? 3 : 0,
            Allows(Construct.Linq | Construct.LocalBuffer) ? focus.Alias == "growing list" ? 15 : 0.3 : 0,
            HasInlines ? inline : 0,
            HasInlines && Allows(Construct.OutRefHelper | Construct.ElementWrite) ? inline : 0,
            HasInlines ? inline : 0);
        List<Parameter> parameters = Parameters(shape);
        bool canCapture = shape is not (Shape.Recursive or Shape.References) && !parameters.Any(p => p.Buffer == BufferKind.Inline && p.Pass != PassBy.Value);
        bool isPlain = !parameters.Any(p => p.IsPair || p.IsCell || p.IsGrowing || p.Buffer == BufferKind.Inline) && shape is not (Shape.Pair or Shape.InlineMaker);
        bool canBeLambda = canCapture && parameters.All(p => p.Buffer is null or BufferKind.Array or BufferKind.Inline);
        HelperPlace place = (HelperPlace)rng.Weighted(
            wanted == "marked" ? 1000 : 6,
            !Allows(Construct.OtherType) ? 0 : wanted == "other type" ? 1000 : 2,
            !Allows(Construct.LocalFunction) ? 0 : wanted == "local function" ? 1000 : 3,
            !Allows(Construct.Closure) || !canCapture ? 0 : wanted == "closure" ? 1000 : 2,
            !Allows(Construct.Lambda) || !canBeLambda ? 0 : wanted == "lambda" ? 1000 : 2,
            !Allows(Construct.Lambda) || !canBeLambda ? 0 : wanted == "passed lambda" ? 1000 : 1);
        if (Allows(Construct.InParameter) && shape != Shape.Recursive && place is HelperPlace.SameType or HelperPlace.OtherType or HelperPlace.LocalFunction)
            parameters = [.. parameters.Select(p => IsReadOnly(p, wanted) ? p with { Pass = PassBy.In } : p)];
        ResultKind result = shape switch
        {
            Shape.InPlace or Shape.References or Shape.PairWriter or Shape.CellWriter or Shape.ListWriter or Shape.InlineWriter => ResultKind.Void,
            Shape.Tuple => ResultKind.Tuple,
            Shape.Pair => ResultKind.Pair,
            Shape.Array => ResultKind.Array,
            Shape.InlineMaker => ResultKind.Inline,
            _ => ResultKind.Scalar,
        };
        string name = rng.Pick(["Rate", "Mix", "Blend", "Smooth", "Apply", "Weight", "Turn"]) + index;
        bool marked = Allows(Construct.MarkedHelper) && place == HelperPlace.SameType && shape != Shape.Recursive && isPlain && rng.Chance(wanted == "marked" ? 1 : 0.15);

        var context = new MethodContext(rng, constructs & ~Construct.NestedLoop, type, false, length)
        {
            Focus = focus,
            Result = result,
            PairStyle = style,
            CellStyle = cellStyle,
            HasEdges = HasEdges,
            ResultCount = result is ResultKind.Tuple or ResultKind.Pair ? 2 : result == ResultKind.Array ? length : 1,
            Budget = shape is Shape.Expression ? 0 : rng.Between(2, 5),
        };
        if (place is HelperPlace.Closure or HelperPlace.Lambda or HelperPlace.Passed)
            Declare(context, [.. surroundings.Where(p => CanBeCaptured(p) && !parameters.Any(own => own.Name == p.Name))], []);
        BufferVar[] captured = [.. context.Scope.Buffers];
        Declare(context, parameters, fields);

        // The method may give it what it sees already.
        foreach (BufferVar seen in captured)
            foreach (BufferVar given in context.Scope.Buffers.Where(b => b.Kind != BufferKind.Inline && parameters.Any(p => p.Name == b.Name)).ToArray())
                context.Scope.Merge(seen, given);

        // A local function cannot be reached from outside the method it stands in.
        context.Helpers.AddRange(callable.Where(h => !h.IsLocal));
        var statements = new StatementGenerator(context);
        Expr? end = null;
        if (shape == Shape.Recursive)
        {
            end = statements.Expressions.Below(ExpressionGenerator.Cap, type, 1);
            var self = new Helper(name, type, result, parameters, place, false, end, new Block([]));
            return self with { Body = RecursiveBody(context, statements, self) };
        }
        var helper = new Helper(name, type, result, parameters, place, marked, null, Body(shape, context, statements, parameters));
        bool isGeneric = Allows(Construct.Generic) && !marked && place is HelperPlace.SameType or HelperPlace.OtherType or HelperPlace.LocalFunction && CanBeGeneric(helper)
            && rng.Chance(wanted == "generic" ? 1 : 0.6);
        return helper with { IsGeneric = isGeneric };
    }

    private bool IsReadOnly(Parameter p, string wanted) =>
        p is { Pass: PassBy.Value, Buffer: null, IsCell: false } && p.Type.IsReal() && rng.Chance(wanted == "in parameter" ? 0.9 : 0.12);

    // Generic mathematics has other spellings for some of it, and none for the rest.
    private bool CanBeGeneric(Helper helper) =>
        helper.Parameters.Any(p => p.Type == type && !p.IsPair) && !helper.Parameters.Any(p => p.IsPair || p.IsCell || p.IsGrowing || p.Buffer == BufferKind.Inline || (p.Type.IsReal() && p.Type != type)) && helper.Result is not (ResultKind.Pair or ResultKind.Inline)
        && helper.Body.All().All(node => node switch
        {
            Cast or IsPattern or SwitchExpr or Switch or RealFor or Stop or HelperCall or LinqCall or LinqChain or PairExpr or DeclarePair or AssignPair or TurnPair or PairParts or PairMember or PairMix => false,
            DenseStep or IInlineNode or NewBuffer { Kind: BufferKind.Inline } or Alias { Kind: BufferKind.Inline } or ICellNode or INumericNode or IGrowingNode or KeepSequence or ChainSource or NewPairs or AliasPairs or RefPair or ForeachPair or SwapPairs or PairSum => false,
            Declare { Constant: true } or NewBuffer { Kind: BufferKind.Span } => false,
            Guard => false,
            MathCall call => call.Type == type && call.Name is not ("Sign" or "Clamp"),
            Var v => !fields.Any(f => f.Name == v.Name),
            Element e => !fields.Any(f => f.Name == e.Buffer),
            BufferRef r => !fields.Any(f => f.Name == r.Name),
            Slice s => !fields.Any(f => f.Name == s.Name),
            Expr e => !e.Type.IsReal() || e.Type == type,
            _ => true,
        });

    // C# captures neither references nor spans.
    private bool CanBeCaptured(Parameter p) => p.Pass == PassBy.Value && p.Buffer is not (BufferKind.Span or BufferKind.ReadOnlySpan) && (p.Type == type || !p.Type.IsReal());

    /// <summary>Makes parameters and static fields visible to the generators.</summary>
    public static void Declare(MethodContext context, IReadOnlyList<Parameter> parameters, IReadOnlyList<StaticField> fields)
    {
        context.Take(Helper.Depth);
        foreach (StaticField field in fields)
        {
            context.Take(field.Name);
            if (field.IsTable)
                context.Scope.Add(new BufferVar(field.Name, BufferKind.Array, field.Type, field.Values.Count) { IsWritable = false });
            else
                context.Scope.Add(new ScalarVar(field.Name, field.Type));
        }
        foreach (Parameter p in parameters)
        {
            context.Take(p.Name);
            if (p is { IsPair: true, Buffer: { } shape })
                context.Scope.AddPairs(new BufferVar(p.Name, shape, p.Type, p.Rows) { IsWritable = shape != BufferKind.ReadOnlySpan });
            else if (p is { IsCell: true, Buffer: not null })
                CellGenerator.DeclareArray(context, new BufferVar(p.Name, BufferKind.Array, p.Type, p.Rows));
            else if (p.IsCell)
                CellGenerator.Declare(context, p.Name);
            else if (p.IsPair)
                PairGenerator.Declare(context, new PairVariable(p.Name) { IsAssignable = p.Pass != PassBy.In });
            else if (p.IsGrowing)
                context.Scope.AddList(new BufferVar(p.Name, BufferKind.List, p.Type, 1), null);
            else if (p.Buffer == BufferKind.Inline)
                InlineGenerator.Declare(context, p.Name, p.Pass != PassBy.In);
            else if (p.Buffer is { } kind)
                context.Scope.Add(new BufferVar(p.Name, kind, p.Type, p.Rows, p.Columns) { IsWritable = !kind.IsReadOnly() && !p.IsOnlyRead, IsPart = kind != BufferKind.Array });
            else if (p.Type == Scalar.Int)
                context.Scope.Add(new ScalarVar(p.Name, Scalar.Int, p.Low, p.High));
            else
                context.Scope.Add(new ScalarVar(p.Name, p.Type, IsAssignable: p.Pass != PassBy.In) { CanBeCaptured = p.Pass == PassBy.Value });
        }
    }

    private Shape? Wanted(string name) => name switch
    {
        "expression" => Shape.Expression,
        "in parameter" => rng.Chance(0.5) ? Shape.Expression : Shape.Block,
        "block" => Shape.Block,
        "lambda" or "passed lambda" => rng.Chance(0.5) ? Shape.Block : Shape.Reader,
        "in place" when Allows(Construct.ArrayHelper | Construct.ElementWrite) => Shape.InPlace,
        "reference" when Allows(Construct.OutRefHelper) => Shape.References,
        "tuple" when Allows(Construct.TupleHelper) => Shape.Tuple,
        "recursive" when Allows(Construct.Recursion) => Shape.Recursive,
        "generic" => rng.Chance(0.5) ? Shape.Expression : Shape.Reader,
        "struct" when Allows(Construct.Struct) => Shape.Pair,
        "struct array" when HasPairBuffers => Allows(Construct.ElementWrite) && rng.Chance(0.6) ? Shape.PairWriter : Shape.PairReader,
        "class" when Allows(Construct.Class) => Allows(Construct.ElementWrite) && rng.Chance(0.6) ? Shape.CellWriter : Shape.CellReader,
        "array result" when Allows(Construct.ArrayHelper | Construct.LocalBuffer) => Shape.Array,
        _ => null,
    };

    private List<Parameter> Parameters(Shape shape)
    {
        var list = new List<Parameter>();
        BufferKind View(bool write) => Allows(Construct.Span) && focus.Call is not ("lambda" or "passed lambda") && rng.Chance(0.6) ? write ? BufferKind.Span : BufferKind.ReadOnlySpan : BufferKind.Array;
        switch (shape)
        {
            case Shape.Reader:
                list.Add(new Parameter("a", type, Allows(Construct.Span) && rng.Chance(focus.Alias == "list" ? 0.7 : 0.1) ? BufferKind.ReadOnlyList : View(false), Rows: length));
                if (rng.Chance(0.4))
                    list.Add(new Parameter("b", type, View(false), Rows: length));
                break;
            case Shape.InPlace or Shape.Normalizing:
                list.Add(new Parameter("a", type, View(true), Rows: length));
                if (rng.Chance(0.5))
                    list.Add(new Parameter("b", type, View(false), Rows: length));
                break;
            case Shape.Array:
                list.Add(new Parameter("a", type, View(false), Rows: length));
                break;
            case Shape.PairReader or Shape.PairWriter:
                list.Add(new Parameter("pairs", type, View(shape == Shape.PairWriter), Rows: length) { IsPair = true });
                if (rng.Chance(0.15))
                    list.Add(new Parameter("others", type, View(false), Rows: length) { IsPair = true });
                break;
            case Shape.CellReader or Shape.CellWriter:
                if (focus.Alias == "object array" && rng.Chance(0.5))
                    list.Add(new Parameter("cells", type, BufferKind.Array, Rows: 2, Columns: length) { IsCell = true });
                else
                    list.Add(new Parameter("cell", type) { IsCell = true });
                if (rng.Chance(0.3))
                    list.Add(new Parameter("other", type) { IsCell = true });
                break;
            case Shape.ListWriter:
                list.Add(new Parameter("list", type, BufferKind.List) { IsGrowing = true });
                if (rng.Chance(0.2))
                    list.Add(new Parameter("other", type, BufferKind.List) { IsGrowing = true });
                break;
            case Shape.InlineReader or Shape.InlineMaker:
                bool canChange = shape == Shape.InlineMaker && Allows(Construct.OutRefHelper | Construct.ElementWrite);
                var pass = (PassBy)rng.Weighted(5, canChange ? 3 : 0, 0, Allows(Construct.InParameter) ? 4 : 0);
                list.Add(new Parameter("now", type, BufferKind.Inline, pass, Rows: length));
                if (rng.Chance(0.4))
                    list.Add(new Parameter("other", type, BufferKind.Inline, Rows: length));
                break;
            case Shape.InlineWriter:
                list.Add(new Parameter("now", type, BufferKind.Inline, PassBy.Ref, Rows: length));
                if (rng.Chance(0.4))
                    list.Add(new Parameter("other", type, BufferKind.Inline, rng.Chance(0.3) ? PassBy.Ref : PassBy.Value, Rows: length));
                break;
            case Shape.References:
                list.Add(new Parameter("p", type, Pass: rng.Chance(0.5) ? PassBy.Ref : PassBy.Out));
                if (rng.Chance(0.5))
                    list.Add(new Parameter("q", type, Pass: rng.Chance(0.6) ? PassBy.Ref : PassBy.Out));
                break;
        }
        if (Allows(Construct.Struct) && rng.Chance(shape == Shape.Pair ? 0.8 : 0.12))
            list.Add(new Parameter("pair", type, Pass: shape == Shape.References && rng.Chance(0.5) ? PassBy.Ref : PassBy.Value) { IsPair = true });
        for (int i = shape is Shape.Expression or Shape.Tuple or Shape.Block ? rng.Between(1, 3) : rng.Between(0, 2); i > 0; i--)
            list.Add(new Parameter(((char)('u' + i)).ToString(), type));
        if (rng.Chance(0.15) && shape != Shape.Recursive)
            list.Add(new Parameter("n", Scalar.Int, High: int.MaxValue / 4));
        if (list.Count == 0)
            list.Add(new Parameter("x", type));
        return list;
    }

    private Block Body(Shape shape, MethodContext context, StatementGenerator statements, List<Parameter> parameters)
    {
        ExpressionGenerator expressions = statements.Expressions;
        var body = new List<Stmt>();
        if (shape == Shape.Expression)
            return new Block([new Return([expressions.Below(ExpressionGenerator.Cap, type, rng.Between(1, 3))])]);
        foreach (Parameter p in parameters.Where(p => p.Pass == PassBy.Out))
            body.Add(new Assign(new Var(type, p.Name), "=", new Literal(type, 0.5)));
        if (shape == Shape.Array)
            body.Add(Result(context, expressions, length));
        if (shape is Shape.InPlace or Shape.Normalizing or Shape.Array or Shape.References or Shape.PairWriter or Shape.CellWriter or Shape.ListWriter or Shape.InlineWriter or Shape.InlineMaker)
            body.AddRange(Essential(context, statements, parameters));
        statements.Fill(body, rng.Between(shape == Shape.Block ? 2 : 0, 3));
        if (context.Result != ResultKind.Void)
            body.Add(statements.Return());
        return new Block(body);
    }

    /// <summary>The array that a method with an array for a result returns.</summary>
    public static NewBuffer Result(MethodContext context, ExpressionGenerator expressions, int count)
    {
        context.ResultArray = "result";
        context.Take("result");
        BufferVar? like = context.Scope.Buffers.FirstOrDefault(b => b.IsFlat && b.Rows == count);
        context.Scope.Add(new BufferVar("result", BufferKind.Array, context.Type, count) { IsLocalArray = true });
        return new NewBuffer(context.Type, "result", BufferKind.Array, like is null ? IntegerGenerator.Constant(count) : expressions.Integers.Length(like, 0), null, []);
    }

    /// <summary>What makes the helper worth calling: it writes what it was given to write.</summary>
    private IEnumerable<Stmt> Essential(MethodContext context, StatementGenerator statements, List<Parameter> parameters)
    {
        if (context.Result == ResultKind.Void && parameters.Any(p => p.IsCell) && statements.Expressions.Cells.Write(statements) is { } change)
            yield return change;
        if (parameters.Any(p => p.IsGrowing) && statements.Expressions.Lists.Statement(statements) is { } growing)
            yield return growing;
        if (context.Result is ResultKind.Void or ResultKind.Inline && parameters.Any(p => p.Buffer == BufferKind.Inline) && statements.Expressions.Inlines.Statement(statements) is { } inline)
            yield return inline;
        foreach (Parameter p in parameters.Where(p => p.IsDelivered && p.IsPair))
            yield return new AssignPair(new PairVar(p.Name), "+=", statements.Expressions.Pairs.Value(1));
        if (context.Scope.PairBuffers.FirstOrDefault(b => b.Name == "pairs" && b.IsWritable && parameters.Any(p => p.Name == b.Name)) is { } pairs)
            yield return Allows(Construct.Loop) ? statements.PairBuffers.Each(pairs) : statements.PairBuffers.Write(pairs);
        foreach (Parameter p in parameters.Where(p => p is { IsDelivered: true, IsPair: false, Buffer: null }))
            yield return statements.Update(new Var(type, p.Name), 2);
        BufferVar? target = context.Scope.Buffers.LastOrDefault(b => b.Name is "result") ?? context.Scope.Buffers.FirstOrDefault(b => b.Name is "a" && b.IsWritable && parameters.Any(p => p.Name == b.Name));
        if (target is null || !Allows(Construct.ElementWrite))
            yield break;
        string i = context.FreshInt();
        ScopeMark mark = context.Scope.Mark();
        context.Scope.Add(new ScalarVar(i, Scalar.Int, 0, length - 1));
        context.LoopDepth++;
        Stmt write = statements.Update(new Element(type, target.Name, target.Kind, new Var(Scalar.Int, i), null), 2);
        context.LoopDepth--;
        context.Scope.Release(mark);
        yield return Allows(Construct.Loop)
            ? new For(i, IntegerGenerator.Constant(0), "<", statements.Expressions.Integers.Length(target, 0), 1, new Block([write]))
            : statements.Update(new Element(type, target.Name, target.Kind, IntegerGenerator.Constant(0), null), 2);
    }

    private Block RecursiveBody(MethodContext context, StatementGenerator statements, Helper self)
    {
        var body = new List<Stmt>();
        if (rng.Chance(0.5))
            statements.Fill(body, rng.Between(1, 2));
        IEnumerable<Node> Arguments() => self.Parameters.Select(p => p.IsPair ? (Node)statements.Expressions.Pairs.Value(1) : p.IsCell ? statements.Expressions.Cells.Value(1) : statements.Expressions.Below(ExpressionGenerator.Cap, p.Type, 2));
        Expr call = new HelperCall(type, self.Name, [.. Arguments()]);
        if (rng.Chance(0.25))
            call = Binary.Of(call, rng.Chance(0.5) ? "+" : "*", new HelperCall(type, self.Name, [.. Arguments()]));
        Expr value = rng.Below(3) switch
        {
            0 => new MathCall(type, "Sin", [call]),
            1 => Binary.Of(statements.Expressions.Leaf(type).Node, "*", new MathCall(type, "Tanh", [call])),
            _ => Binary.Of(Binary.Of(new Literal(type, 0.5), "*", call), "+", statements.Expressions.Below(1.5, type, 1)),
        };
        body.Add(new Return([value]));
        return new Block(body);
    }
}
