using Fluxion.Generator.Emission;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Tests.Emission;

/// <summary>
/// Random functions over two doubles, an int and an array of eight. A few names shared by many values make variables collide, loops
/// swap what they carry, and old versions be read after new ones are there.
/// </summary>
internal sealed class RandomFunctions(int seed)
{
    private static readonly string?[] NamesInUse = ["a", "b", "c", "a", "b", null, null];

    private readonly Random _random = new(seed);
    private readonly Stack<List<Value>> _visible = new();
    private readonly List<Value> _doubles = [];
    private Value _memory = null!;
    private Value? _tape;
    private Builder _builder = null!;
    private int _budget;

    public (IrFunction Function, List<Delivery> Deliveries) Make()
    {
        var body = new Block();
        _builder = new Builder(body);
        _budget = _random.Next(5, 60);
        bool isRef = _random.Next(3) == 0;
        var parameters = new List<IrParameter>
        {
            Parameter("a", IrType.Double, PassingMode.Value),
            Parameter("b", IrType.Double, isRef ? PassingMode.Ref : PassingMode.Value),
            Parameter("n", IrType.Int, PassingMode.Value),
            Parameter("m", IrType.Array(IrType.Double), PassingMode.Value),
        };
        _memory = parameters[3].Content!;
        _visible.Push([.. parameters.Take(3).Select(p => p.Content!)]);
        if (_random.Next(2) == 0)
            _tape = _builder.Append(new TapeOp(new Value(IrType.Tape(IrType.Double), "tape"))).Result;
        Fill(0, []);
        _builder.IsAdjoint = true;
        Fill(0, []);
        Value[] results = [Any(IrType.Double), Any(IrType.Double), Any(IrType.Int)];
        body.Terminator = Terminator.Yield(results);
        List<Delivery> deliveries = [new(DeliveryKind.Return), new(isRef ? (DeliveryKind)_random.Next(1, 3) : DeliveryKind.Return, isRef ? "b" : ""), new(DeliveryKind.Return)];
        if (isRef && _random.Next(2) == 0)
            (deliveries[0], deliveries[1]) = (deliveries[1], deliveries[0]);
        return (new IrFunction("F", "F", parameters, [.. results.Select(r => new IrResult(r.Type))], body), deliveries);
    }

    private static IrParameter Parameter(string name, IrType type, PassingMode mode) => new(new Value(type, name), name, type, mode, IsConstant: false);

    private string? Name() => NamesInUse[_random.Next(NamesInUse.Length)];

    private Value Any(IrType type)
    {
        List<Value> candidates = [.. _visible.SelectMany(scope => scope).Where(value => value.Type == type)];
        if (candidates.Count == 0 || _random.Next(8) == 0)
            return New(new ConstantOp(type == IrType.Int ? _random.Next(-2, 4) : type == IrType.Bool ? _random.Next(2) == 0 : (object)(_random.Next(-4, 5) / 2.0), new Value(type)));

        // The youngest are the most interesting.
        return candidates[_random.Next(2) == 0 ? _random.Next(Math.Min(4, candidates.Count)) : _random.Next(candidates.Count)];
    }

    private Value New(Op op)
    {
        _builder.Append(op);
        foreach (Value result in op.Results)
            See(result);
        return op.Results.Length > 0 ? op.Results[0] : null!;
    }

    private void See(Value value)
    {
        if (value.Type.Kind is not (TypeKind.Tape or TypeKind.Memory))
            _visible.Peek().Insert(0, value);
    }

    private Value Fresh(IrType type) => new(type, Name());

    private Value Comparison()
    {
        IrType type = _random.Next(2) == 0 ? IrType.Double : IrType.Int;
        Operator[] codes = [Operator.Less, Operator.GreaterOrEqual, Operator.Equal];
        Value left = Any(type), right = Any(type);

        // C# folds a comparison of constants and then warns of what it never reaches.
        if (left.Definition is ConstantOp && right.Definition is ConstantOp)
            left = _visible.Last().First(value => value.Type == type);
        return New(new ArithmeticOp(codes[_random.Next(3)], [left, right], new Value(IrType.Bool)));
    }

    private Value Index() => New(new ArithmeticOp(Operator.And, [Any(IrType.Int), New(new ConstantOp(7, new Value(IrType.Int)))], new Value(IrType.Int)));

    /// <summary>Appends operations; <paramref name="exits"/>: the types of the results of the loop around, if it can be left from here.</summary>
    private bool Fill(int depth, IrType[] exits)
    {
        int pushed = 0;
        int count = _random.Next(1, 7);
        for (int i = 0; i < count && _budget-- > 0; i++)
        {
            if (_tape is not null && _random.Next(10) == 0)
            {
                _builder.Append(new PushOp(_tape, Any(IrType.Double)));
                pushed++;
            }

            Step(depth, exits);
            if (pushed > 0 && exits.Length == 0 && _random.Next(4) == 0)
            {
                New(new PopOp(_tape!, Fresh(IrType.Double)));
                pushed--;
            }
        }

        for (; pushed > 0; pushed--)
            New(new PopOp(_tape!, Fresh(IrType.Double)));
        return true;
    }

    private void Step(int depth, IrType[] exits)
    {
        switch (_random.Next(depth < 4 ? 18 : 12))
        {
            case 0 or 1 or 2:
                Operator[] codes = [Operator.Add, Operator.Subtract, Operator.Multiply, Operator.Add, Operator.Divide];
                New(new ArithmeticOp(codes[_random.Next(5)], [Any(IrType.Double), Any(IrType.Double)], Fresh(IrType.Double)));
                break;
            case 3:
                Value left = Any(IrType.Int), right = Any(IrType.Int);
                if (left.Definition is not ConstantOp || right.Definition is not ConstantOp)
                    New(new ArithmeticOp(codesOfInt[_random.Next(3)], [left, right], Fresh(IrType.Int)));
                break;
            case 4:
                New(new ArithmeticOp(Operator.Negate, [Any(IrType.Double)], Fresh(IrType.Double)));
                break;
            case 5:
                New(new ConvertOp(Any(IrType.Int), Fresh(IrType.Double), isImplicit: _random.Next(2) == 0));
                break;
            case 6:
                New(new SelectOp(Comparison(), Any(IrType.Double), Any(IrType.Double), Fresh(IrType.Double)));
                break;
            case 7:
                New(new LoadOp(_memory, [Index()], Fresh(IrType.Double)));
                break;
            case 8:
                New(new StoreOp(_memory, Any(IrType.Double), [Index()]));
                break;
            case 9:
                New(new AccumulateOp(_memory, Any(IrType.Double), [Index()]));
                break;
            case 10:
                New(new ExternalOp(["Seen(", ")"], [Any(IrType.Double)], [Fresh(IrType.Double)], isPure: false, "Seen"));
                break;
            case 11:
                New(new CallOp("Both", [Any(IrType.Double), _memory], [Fresh(IrType.Double), Fresh(IrType.Double)]));
                break;
            case 12 or 13 or 14:
                Branch(depth, exits);
                break;
            case 15 or 16:
                Counted(depth);
                break;
            default:
                Loop(depth);
                break;
        }
    }

    private static readonly Operator[] codesOfInt = [Operator.Add, Operator.Subtract, Operator.Multiply];

    private (Block Block, Value[] Values) Inside(Value[] parameters, Func<Value[]> fill)
    {
        Block outer = _builder.Block;
        var block = new Block(parameters);
        _builder.Block = block;
        _visible.Push([]);
        foreach (Value parameter in parameters)
            See(parameter);
        Value[] values = fill();
        if (block.Terminator.Kind == TerminatorKind.Yield)
            block.Terminator = Terminator.Yield(values);
        _visible.Pop();
        _builder.Block = outer;
        return (block, values);
    }

    private Value[] Some(IrType[] types) => [.. types.Select(Any)];

    private void Branch(int depth, IrType[] exits)
    {
        Value condition = Comparison();
        IrType[] types = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => _random.Next(3) == 0 ? IrType.Int : IrType.Double)];
        bool isShort = _random.Next(3) == 0;
        bool leaves = exits.Length > 0 && _random.Next(2) == 0;
        var then = Inside([], () =>
        {
            if (!isShort)
                Fill(depth + 1, []);
            if (!leaves)
                return Some(types);
            _builder.Block.Terminator = new Terminator(TerminatorKind.Exit, Some(exits));
            return [];
        });
        var @else = Inside([], () =>
        {
            if (!isShort)
                Fill(depth + 1, leaves ? [] : exits);
            return Some(types);
        });
        Value[] results = [.. types.Select(Fresh)];
        bool swap = _random.Next(2) == 0;
        New(new IfOp(condition, swap ? @else.Block : then.Block, swap ? then.Block : @else.Block, results) { IsExpression = _random.Next(2) == 0 });
    }

    private void Counted(int depth)
    {
        IrType[] types = [.. Enumerable.Range(0, _random.Next(4)).Select(_ => _random.Next(4) == 0 ? IrType.Int : IrType.Double)];
        Value[] initial = Some(types);
        bool isDown = _random.Next(3) == 0;
        Value zero = New(new ConstantOp(_random.Next(2), new Value(IrType.Int)));
        Value three = _random.Next(3) == 0
            ? New(new ArithmeticOp(Operator.And, [Any(IrType.Int), New(new ConstantOp(3, new Value(IrType.Int)))], new Value(IrType.Int)))
            : New(new ConstantOp(_random.Next(4), new Value(IrType.Int)));
        var carried = types.Select(Fresh).ToArray();
        var body = Inside([new Value(IrType.Int, _random.Next(2) == 0 ? "i" : "a"), .. carried], () =>
        {
            Fill(depth + 1, []);
            return Some(types);
        });
        Value[] results = [.. types.Select((type, i) => new Value(type, _random.Next(2) == 0 ? carried[i].Name : Name()))];
        New(isDown
            ? new ForOp(three, zero, initial, -1, inclusive: true, body.Block, results)
            : new ForOp(zero, three, initial, _random.Next(1, 3), _random.Next(2) == 0, body.Block, results));
    }

    private void Loop(int depth)
    {
        IrType[] types = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => IrType.Double)];
        IrType[] exits = [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => _random.Next(4) == 0 ? IrType.Int : IrType.Double)];
        Value[] initial = [New(new ConstantOp(0, Fresh(IrType.Int))), .. Some(types)];
        Value[] parameters = [new Value(IrType.Int, initial[0].Name), .. types.Select(Fresh)];
        bool isAtFoot = _random.Next(2) == 0;
        var body = Inside(parameters, () =>
        {
            if (isAtFoot)
                Fill(depth + 1, exits);
            Value limit = New(new ConstantOp(_random.Next(1, 4), new Value(IrType.Int)));
            Value more = New(new ArithmeticOp(Operator.Less, [parameters[0], limit], new Value(IrType.Bool)));
            var leave = Inside([], () =>
            {
                _builder.Block.Terminator = new Terminator(TerminatorKind.Exit, Some(exits));
                return [];
            });
            var stay = Inside([], () => []);
            New(new IfOp(more, stay.Block, leave.Block, []));
            if (!isAtFoot)
                Fill(depth + 1, exits);
            Value[] next = Some(types);
            Value one = New(new ConstantOp(1, new Value(IrType.Int)));
            Value step = New(new ArithmeticOp(Operator.Add, [parameters[0], one], new Value(IrType.Int, parameters[0].Name)));
            return [step, .. next];
        });
        New(new LoopOp(initial, body.Block, [.. exits.Select(Fresh)]));
    }
}
