namespace Fluxion.Generator.Ir;

/// <summary>
/// Appends operations to a block. It folds what is exact in floating-point arithmetic whatever the operands (<c>1 · x</c>, <c>−(−x)</c>,
/// signs moved out of products and quotients) and nothing else: <c>0 · x</c>, <c>x − x</c> and <c>x / x</c> stay.
/// </summary>
internal sealed class Builder(Block block)
{
    public Block Block { get; set; } = block;

    /// <summary>Given to every operation appended.</summary>
    public int Site { get; set; } = -1;

    /// <summary>Given to every operation appended.</summary>
    public bool IsAdjoint { get; set; }

    /// <summary>Given to every <see cref="ExternalOp"/> appended, as is <see cref="IsAdjoint"/>.</summary>
    public bool IsDerived { get; set; }

    public T Append<T>(T op)
        where T : Op
    {
        op.Site = Site;
        op.IsAdjoint = IsAdjoint;
        if (op is ExternalOp external)
            external.IsDerived = IsDerived || IsAdjoint;
        Block.Ops.Add(op);
        return op;
    }

    public Value Constant(double value, IrType type) => type.Kind switch
    {
        TypeKind.Float => Literal((float)value, type),
        TypeKind.Double => Literal(value, type),
        TypeKind.Matrix when value == 0 => Literal("default", type),
        _ => throw new ArgumentException("not a floating-point type", nameof(type)),
    };

    public Value Constant(int value) => Literal(value, IrType.Int);

    public Value Constant(bool value) => Literal(value, IrType.Bool);

    public Value Literal(object content, IrType type) => Append(new ConstantOp(content, new Value(type))).Result;

    /// <summary>The value a variable has where its content is never used: 0, false, null.</summary>
    public Value Default(IrType type) => type.Kind switch
    {
        TypeKind.Double => Literal(0.0, type),
        TypeKind.Float => Literal(0f, type),
        TypeKind.Integer => Literal(0, type),
        TypeKind.Bool => Literal(false, type),
        _ => Literal("default", type),
    };

    public Value Add(Value a, Value b)
    {
        if (a.Type.Kind == TypeKind.Matrix && MatrixElements.Sum(this, a, b) is { } joined)
            return joined;
        if (Negated(b) is { } minusB)
            return Subtract(a, minusB);
        if (Negated(a) is { } minusA)
            return Subtract(b, minusA);
        return Arithmetic(Operator.Add, a, b);
    }

    public Value Subtract(Value a, Value b) =>
        Negated(b) is { } minusB ? Add(a, minusB) : Arithmetic(Operator.Subtract, a, b);

    public Value Multiply(Value a, Value b)
    {
        if (IsConstant(a, 1))
            return b;
        if (IsConstant(b, 1))
            return a;
        if (IsConstant(a, -1))
            return Negate(b);
        if (IsConstant(b, -1))
            return Negate(a);
        if (Negated(a) is { } minusA && !(minusA.Definition is ConstantOp))
            return Negate(Multiply(minusA, b));
        if (Negated(b) is { } minusB)
            return Negate(Multiply(a, minusB));
        return Arithmetic(Operator.Multiply, a, b);
    }

    public Value Divide(Value a, Value b)
    {
        if (IsConstant(b, 1))
            return a;
        if (IsConstant(b, -1))
            return Negate(a);
        if (Negated(a) is { } minusA)
            return Negate(Divide(minusA, b));
        if (Negated(b) is { } minusB)
            return Negate(Divide(a, minusB));
        return Arithmetic(Operator.Divide, a, b);
    }

    public Value Negate(Value a)
    {
        if (Negated(a) is { } minusA)
            return minusA;
        return a switch
        {
            { Definition: ConstantOp { Content: double content } } => Constant(-content, a.Type),
            { Definition: ConstantOp { Content: float content } } => Constant(-content, a.Type),

            // −(2 · x) reads better as −2 · x.
            { Name: null, Definition: ArithmeticOp { Code: Operator.Multiply, IsAdjoint: true, Operands: [{ Definition: ConstantOp }, _] } product } =>
                Multiply(Negate(product.Operands[0]), product.Operands[1]),

            // Nor does the sign of a zero matter in a derivative: −(c ? 0 : x) is c ? 0 : −x.
            { Name: null, Definition: SelectOp { IsAdjoint: true } select } when IsConstant(select.WhenTrue, 0) =>
                Select(select.Condition, select.WhenTrue, Negate(select.WhenFalse), select.IsGuard, select.IsKink),
            _ => Append(new ArithmeticOp(Operator.Negate, [a], new Value(a.Type))).Result,
        };
    }

    public Value Compare(Operator code, Value a, Value b) => Append(new ArithmeticOp(code, [a, b], new Value(IrType.Bool))).Result;

    public Value Not(Value a) =>
        a.Definition is ArithmeticOp { Code: Operator.Not } not ? not.Operands[0] : Append(new ArithmeticOp(Operator.Not, [a], new Value(IrType.Bool))).Result;

    public Value Arithmetic(Operator code, Value a, Value b) =>
        a.Definition is ConstantOp { Content: int left } && b.Definition is ConstantOp { Content: int right } && Combined(code, left, right) is >= int.MinValue and <= int.MaxValue and var number
            ? Constant((int)number)
            : Append(new ArithmeticOp(code, [a, b], new Value(a.Type))).Result;

    public Value Select(Value condition, Value whenTrue, Value whenFalse, bool isGuard = false, bool isKink = false) =>
        whenTrue == whenFalse ? whenTrue : Append(new SelectOp(condition, whenTrue, whenFalse, new Value(whenTrue.Type)) { IsGuard = isGuard, IsKink = isKink }).Result;

    /// <summary><c>condition ? 0 : product</c>, where the condition finds a factor of the product to be 0; see <see cref="SelectOp.IsGuard"/>.</summary>
    public Value Guard(Value condition, Value product) => Select(condition, Constant(0, product.Type), product, isGuard: true);

    public Value Convert(Value operand, IrType type, bool isImplicit = false) =>
        operand.Type == type ? operand : Append(new ConvertOp(operand, new Value(type), isImplicit)).Result;

    /// <summary>A call of a function that has a rule.</summary>
    public Value Function(string rule, string callee, IrType type, params Value[] operands) =>
        Append(new FunctionOp(rule, callee, operands, [new Value(type)])).Result;

    /// <summary>A call of a function of <c>Fluxion.CompilerServices</c> that itself is not differentiated.</summary>
    public Value Helper(string callee, IrType type, params Value[] operands)
    {
        string[] text = [callee + "(", .. Enumerable.Repeat(", ", Math.Max(0, operands.Length - 1)), ")"];
        return Append(new ExternalOp(text, operands, [new Value(type)], isPure: true, callee)).Result;
    }

    /// <summary>C# without effects, cut where the operands go.</summary>
    public Value External(string[] text, IrType type, string displayName, params Value[] operands) =>
        Append(new ExternalOp(text, operands, [new Value(type)], isPure: true, displayName)).Result;

    /// <summary>A struct of these parts.</summary>
    public Value Pack(StructForm form, params Value[] parts) => External(form.Construction, form.Type, form.Type.Name, parts);

    /// <summary>Its parts.</summary>
    public Value[] Unpack(StructForm form, Value whole) =>
        [.. form.Members.Select(member => External(["", member], form.PartType, form.Type.Name, whole))];

    public Value Load(Value memory, params Value[] indices) => Append(new LoadOp(memory, indices, new Value(memory.Type.Element!))).Result;

    public void Store(Value memory, Value value, params Value[] indices) => Append(new StoreOp(memory, value, indices));

    public void Accumulate(Value memory, Value value, params Value[] indices) => Append(new AccumulateOp(memory, value, indices));

    public void StoreWhole(Value memory, Value[] indices, Value[] values) => Append(new StoreWholeOp(memory, indices, values));

    public Value Field(Value memory, IrField field) => Append(new FieldOp(memory, field, new Value(IrType.FieldOf(memory.Type, field)))).Result;

    /// <summary>The handles of the numbers that the elements consist of; the handle itself where they are numbers.</summary>
    public IEnumerable<Value> Leaves(Value memory) =>
        memory.Type.IsStructured ? memory.Type.Element!.Fields.SelectMany(field => Leaves(Field(memory, field))) : [memory];

    public Value Length(Value memory, int dimension = 0) => Append(new LengthOp(FieldOp.Whole(memory), dimension, new Value(IrType.Int))).Result;

    public static bool IsConstant(Value value, double number) => value.Definition is ConstantOp op && op.Content switch
    {
        double content => content.Equals(number),
        float content => ((double)content).Equals(number),
        "default" => number == 0 && value.Type.Kind == TypeKind.Matrix,
        _ => false,
    };

    // What has a name of its own (the adjoint of a variable) is used as it is.
    private static Value? Negated(Value value) =>
        value is { Name: null, Type.IsFloating: true, Definition: ArithmeticOp { Code: Operator.Negate } op } ? op.Operands[0] : null;

    private static long? Combined(Operator code, long a, long b) => code switch
    {
        Operator.Add => a + b,
        Operator.Subtract => a - b,
        Operator.Multiply => a * b,
        _ => null,
    };
}
