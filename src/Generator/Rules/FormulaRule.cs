using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>What a formula is written with: operands, the results, which count as constants, and arithmetic.</summary>
internal sealed class Formula(Builder builder, IrType type, Value[] operands, Value[] results)
{
    public Builder Builder { get; } = builder;

    public Value this[int operand] => operands[operand];

    public int Arity => operands.Length;

    public Value Result(int index = 0) => results[index];

    public Value Constant(double value) => Builder.Constant(value, type);

    /// <summary>The value as a constant.</summary>
    public Value Fixed(Value value) => Builder.Append(new StopOp(value, new Value(value.Type))).Result;

    /// <summary>A function, whose value counts as a constant.</summary>
    public Value Call(string name, params Value[] arguments) =>
        Builder.Function(name, $"{(type.Kind == TypeKind.Float ? "global::System.MathF" : "global::System.Math")}.{name}", type, arguments);

    public Value Add(params Value[] terms) => terms.Aggregate(Builder.Add);

    public Value Sum(int count, Func<int, Value> term) => Add([.. Enumerable.Range(0, count).Select(term)]);

    public Value Subtract(Value a, Value b) => Builder.Subtract(a, b);

    public Value Times(params Value[] factors) => factors.Aggregate(Builder.Multiply);

    public Value Divide(Value a, Value b) => Builder.Divide(a, b);

    public Value Negate(Value a) => Builder.Negate(a);
}

/// <summary>
/// The rule of a function whose derivative is that of a formula. The formula need not give the function's value: only what it is
/// differentiated to is ever computed. Whatever is no sum, difference, product or quotient in it counts as a constant.
/// </summary>
internal sealed class FormulaRule(string key, string latex, string[] methods, Func<Formula, Value[]> formula) : JointRule(key, latex, methods)
{
    public override void Pull(RuleContext context, Value?[] bars, Action<int, Value> add)
    {
        var written = new Written(context, formula);
        for (int i = 0; i < written.Outputs.Length; i++)
        {
            if (written.IsActive(written.Outputs[i]) && Bar(context, bars, i) is { } bar)
                written.AddBar(written.Outputs[i], bar);
        }

        written.Reverse();
        for (int i = 0; i < written.Operands.Length; i++)
        {
            if (written.Derivative(written.Operands[i]) is { } bar)
                add(i, bar);
        }
    }

    public override Value?[] Push(RuleContext context, Value?[] dots)
    {
        var written = new Written(context, formula);
        for (int i = 0; i < dots.Length; i++)
        {
            if (dots[i] is { } dot)
                written.AddBar(written.Operands[i], dot);
        }

        written.Forward();
        Value?[] changes = [.. written.Outputs.Select(written.Derivative)];
        if (context.Type.Kind != TypeKind.Matrix)
            return changes;
        (string, Value)[] elements = MatrixElements.Present(context.Type.Fields.Select(field => field.Name), changes);
        return [elements.Length == 0 ? null : MatrixElements.Make(context.Builder, context.Type, elements)];
    }

    // Of a matrix, the formula gives the elements.
    private static Value? Bar(RuleContext context, Value?[] bars, int output) =>
        context.Type.Kind != TypeKind.Matrix ? bars[output]
        : bars[0] is { } matrix ? MatrixElements.Read(context.Builder, matrix, context.Type.Fields[output].Name)
        : null;

    /// <summary>A formula written down for one call, apart from the function it is in.</summary>
    private sealed class Written
    {
        private readonly RuleContext _context;
        private readonly Builder _builder;
        private readonly Block _block = new();
        private readonly Value[] _results;
        private readonly HashSet<Value> _active = [];
        private readonly Dictionary<Value, Value> _derivatives = [];
        private readonly Dictionary<Value, Value> _values = [];

        public Written(RuleContext context, Func<Formula, Value[]> formula)
        {
            _context = context;
            _builder = context.Builder;
            Operands = [.. Enumerable.Range(0, context.Arity).Select(i => new Value(context.TypeOf(i)))];
            IrType number = context.Type.Numbers.First();
            _results = [.. Enumerable.Range(0, context.ResultCount * context.Type.Numbers.Count()).Select(_ => new Value(number))];
            Outputs = formula(new Formula(new Builder(_block), number, Operands, _results));
            for (int i = 0; i < Operands.Length; i++)
            {
                if (context.IsActive(i))
                    _active.Add(Operands[i]);
            }

            foreach (ArithmeticOp op in _block.Ops.OfType<ArithmeticOp>())
            {
                if (op.Operands.Any(_active.Contains))
                    _active.Add(op.Result);
            }
        }

        public Value[] Operands { get; }

        public Value[] Outputs { get; }

        public bool IsActive(Value value) => _active.Contains(value);

        public Value? Derivative(Value value) => _derivatives.TryGetValue(value, out Value? derivative) ? derivative : null;

        public void AddBar(Value value, Value bar)
        {
            if (_active.Contains(value))
                _derivatives[value] = Sum(Derivative(value), bar)!;
        }

        public void Reverse()
        {
            for (int i = _block.Ops.Count - 1; i >= 0; i--)
            {
                if (_block.Ops[i] is not ArithmeticOp op || Derivative(op.Result) is not { } bar)
                    continue;
                foreach ((int operand, Func<Value, Value> scale) in Partials(op))
                {
                    if (_active.Contains(op.Operands[operand]))
                        AddBar(op.Operands[operand], scale(bar));
                }
            }
        }

        public void Forward()
        {
            foreach (ArithmeticOp op in _block.Ops.OfType<ArithmeticOp>())
            {
                Value? sum = null;
                foreach ((int operand, Func<Value, Value> scale) in Partials(op))
                {
                    if (Derivative(op.Operands[operand]) is { } dot)
                        sum = Sum(sum, scale(dot));
                }

                if (sum is not null)
                    _derivatives[op.Result] = sum;
            }
        }

        private IEnumerable<(int Operand, Func<Value, Value> Scale)> Partials(ArithmeticOp op)
        {
            switch (op.Code)
            {
                case Operator.Add:
                    return [(0, factor => factor), (1, factor => factor)];
                case Operator.Subtract:
                    return [(0, factor => factor), (1, _builder.Negate)];
                case Operator.Negate:
                    return [(0, _builder.Negate)];
                case Operator.Multiply when op.Operands[0] == op.Operands[1]:
                    return [(0, factor => _builder.Multiply(_builder.Multiply(_builder.Constant(2, factor.Type), factor), Write(op.Operands[0])))];
                case Operator.Multiply:
                    return [(0, factor => _builder.Multiply(factor, Write(op.Operands[1]))), (1, factor => _builder.Multiply(factor, Write(op.Operands[0])))];
                case Operator.Divide:
                    return
                    [
                        (0, factor => _builder.Divide(factor, Write(op.Operands[1]))),
                        (1, factor => _builder.Negate(_builder.Multiply(_builder.Divide(factor, Write(op.Operands[1])), Write(op.Result)))),
                    ];
                default:
                    return [];
            }
        }

        private Value? Sum(Value? a, Value b) => a is null ? b : _builder.Add(a, b);

        // A value of the formula, computed where the derivative needs it.
        private Value Write(Value value)
        {
            if (!_values.TryGetValue(value, out Value? written))
                _values.Add(value, written = Array.IndexOf(Operands, value) is >= 0 and var operand ? _context.Operand(operand)
                    : Array.IndexOf(_results, value) is >= 0 and var result ? Result(result)
                    : Write(value.Definition!));
            return written;
        }

        private Value Result(int index) => _context.Type.Kind == TypeKind.Matrix
            ? MatrixElements.Read(_builder, _context.Result(), _context.Type.Fields[index].Name)!
            : _context.Result(index);

        private Value Write(Op op)
        {
            if (op is StopOp)
                return Write(op.Operands[0]);
            Value[] operands = [.. op.Operands.Select(Write)];
            return op switch
            {
                ArithmeticOp { Code: Operator.Add } => _builder.Add(operands[0], operands[1]),
                ArithmeticOp { Code: Operator.Subtract } => _builder.Subtract(operands[0], operands[1]),
                ArithmeticOp { Code: Operator.Multiply } => _builder.Multiply(operands[0], operands[1]),
                ArithmeticOp { Code: Operator.Negate } => _builder.Negate(operands[0]),
                _ => _builder.Append(op.With(operands, [new Value(op.Result.Type)], [])).Result,
            };
        }
    }
}
