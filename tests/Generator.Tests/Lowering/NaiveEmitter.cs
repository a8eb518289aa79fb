using System.Globalization;
using System.Text;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Tests.Lowering;

/// <summary>
/// Writes a module as C#, an operation a statement, so that what lowering made can run beside the method it was made from. It shares
/// nothing with the generator's own emission.
/// </summary>
internal sealed class NaiveEmitter(string prefix)
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<Value, string> _names = [];
    private readonly Dictionary<string, string> _functions = [];
    private readonly Stack<(string Label, Value[] Results)> _exits = new();
    private int _labels;

    /// <summary>Members of a class: <c>prefix0</c> is the root; all return their results in an array.</summary>
    public static string Emit(IrModule module, string prefix)
    {
        var emitter = new NaiveEmitter(prefix);
        emitter.Name(module.Root.Key);
        emitter.Function(module.Root);
        foreach (IrFunction function in module.Functions.Values.Where(f => f.Key != module.Root.Key))
            emitter.Function(function);
        return emitter._text.ToString();
    }

    private string Name(string key)
    {
        if (!_functions.TryGetValue(key, out string? name))
            _functions.Add(key, name = prefix + _functions.Count.ToString(CultureInfo.InvariantCulture));
        return name;
    }

    private void Function(IrFunction function)
    {
        _names.Clear();
        IEnumerable<Value> parameters = function.Parameters.Where(p => p.Content is not null).Select(p => p.Content!);
        _text.AppendLine($"public static object[] {Name(function.Key)}({string.Join(", ", parameters.Select(p => $"{p.Type.Name} {Of(p)}"))}) {{");
        var locals = function.Body.AllOps().SelectMany(op => op.Results.Concat(op.Blocks.SelectMany(b => b.Parameters)));
        foreach (Value local in locals.Where(local => local.Definition is not FieldOp))
            _text.AppendLine($"{(local.Type.IsSpan ? "scoped " : "")}{local.Type.Name} {Of(local)} = default;");
        Block(function.Body, values => _text.AppendLine($"return new object[] {{ {string.Join(", ", values.Select(Of))} }};"));
        _text.AppendLine("}");
    }

    private string Of(Value value)
    {
        if (!_names.TryGetValue(value, out string? name))
            _names.Add(value, name = "v" + _names.Count.ToString(CultureInfo.InvariantCulture));
        return name;
    }

    private void Block(Block block, Action<Value[]> onYield)
    {
        foreach (Op op in block.Ops)
            Op(op);
        Terminator end = block.Terminator;
        switch (end.Kind)
        {
            case TerminatorKind.Yield:
                onYield(end.Operands);
                break;
            case TerminatorKind.Exit:
                Assign(_exits.Peek().Results, end.Operands);
                _text.AppendLine($"goto {_exits.Peek().Label};");
                break;
            case TerminatorKind.Throw:
                _text.AppendLine($"throw {Interleave(end.Text, end.Operands)};");
                break;
            default:
                _text.AppendLine("throw new System.InvalidOperationException(\"unreachable\");");
                break;
        }
    }

    private void Assign(Value[] targets, Value[] values)
    {
        for (int i = 0; i < targets.Length; i++)
            _text.AppendLine($"{Of(targets[i])} = {Of(values[i])};");
    }

    private void AssignInParallel(Value[] targets, Value[] values)
    {
        string id = (_labels++).ToString(CultureInfo.InvariantCulture);
        for (int i = 0; i < targets.Length; i++)
            _text.AppendLine($"{(targets[i].Type.IsSpan ? "scoped " : "")}var t{id}_{i} = {Of(values[i])};");
        for (int i = 0; i < targets.Length; i++)
            _text.AppendLine($"{Of(targets[i])} = t{id}_{i};");
    }

    private void Op(Op op)
    {
        switch (op)
        {
            case IfOp branch:
                _text.AppendLine($"if ({Of(branch.Condition)}) {{");
                Block(branch.Then, values => Assign(branch.Results, values));
                _text.AppendLine("} else {");
                Block(branch.Else, values => Assign(branch.Results, values));
                _text.AppendLine("}");
                break;
            case ForOp loop:
                string index = Of(loop.Index);
                string test = (loop.Step > 0 ? "<" : ">") + (loop.Inclusive ? "=" : "");
                Assign(loop.Carried.ToArray(), loop.Initial.ToArray());
                _text.AppendLine($"for ({index} = {Of(loop.Lower)}; {index} {test} {Of(loop.Upper)}; {index} += {loop.Step.ToString(CultureInfo.InvariantCulture)}) {{");
                Block(loop.Body, values => AssignInParallel(loop.Carried.ToArray(), values));
                _text.AppendLine("}");
                Assign(loop.Results, loop.Carried.ToArray());
                break;
            case LoopOp loop:
                string label = "exit" + (_labels++).ToString(CultureInfo.InvariantCulture);
                Assign(loop.Body.Parameters, loop.Operands);
                _exits.Push((label, loop.Results));
                _text.AppendLine("while (true) {");
                Block(loop.Body, values => AssignInParallel(loop.Body.Parameters, values));
                _text.AppendLine($"}}\n{label}: ;");
                _exits.Pop();
                break;
            case CallOp call:
                string result = "r" + (_labels++).ToString(CultureInfo.InvariantCulture);
                _text.AppendLine($"object[] {result} = {Name(call.Callee)}({string.Join(", ", call.Operands.Select(Of))});");
                for (int i = 0; i < call.Results.Length; i++)
                    _text.AppendLine($"{Of(call.Results[i])} = ({call.Results[i].Type.Name}){result}[{i}];");
                break;
            case FunctionOp { Results.Length: > 1 } function:
                _text.AppendLine($"({string.Join(", ", function.Results.Select(Of))}) = {function.Callee}({string.Join(", ", function.Operands.Select(Of))});");
                break;
            case FieldOp:
                break;
            default:
                string code = Expression(op);
                _text.AppendLine(op.Results.Length == 0 ? code + ";" : $"{Of(op.Result)} = {code};");
                break;
        }
    }

    private string Expression(Op op)
    {
        string[] x = [.. op.Operands.Select(Of)];
        switch (op)
        {
            case ConstantOp constant:
                return Literal(constant.Content, constant.Result.Type);
            case ArithmeticOp { Operands.Length: 1 } unary:
                return Checked(unary.IsChecked, $"{unary.Code switch { Operator.Negate => "-", Operator.Not => "!", _ => "~" }}{x[0]}", unary.Result.Type);
            case ArithmeticOp binary:
                return Checked(binary.IsChecked, $"{x[0]} {Symbol(binary.Code)} {x[1]}", binary.Result.Type);
            case ConvertOp convert:
                return Checked(convert.IsChecked, x[0], convert.Result.Type);
            case FunctionOp function:
                return $"{function.Callee}({string.Join(", ", x)})";
            case TensorMapOp map:
                return $"{map.Callee}({string.Join(", ", map.Arguments.ToArray().Append(map.Memory).Select(Of))})";
            case TensorReductionOp reduction:
                return $"{reduction.Callee}({string.Join(", ", x)})";
            case DenseOp dense:
                return $"global::Fluxion.Numerics.Matrices.{dense.Function}({string.Join(", ", dense.InOrder().Select(i => x[i]))})";
            case ExternalOp external:
                return Interleave(external.Text, external.Operands);
            case StopOp:
                return x[0];
            case LoadOp:
                return Element(op.Operands[0], x.Skip(1));
            case StoreOp:
                return $"{Element(op.Operands[0], x.Skip(2))} = {x[1]}";
            case AccumulateOp:
                return $"{Element(op.Operands[0], x.Skip(2))} += {x[1]}";
            case StoreWholeOp whole:
                return $"{Element(whole.Memory, whole.Indices.ToArray().Select(Of))} = {Make(whole.Memory.Type.Element!, new Queue<string>(whole.Written.ToArray().Select(Of)))}";
            case CreateOp create:
                return Make(create.Result.Type.Element!, new Queue<string>(x));
            case AppendOp append:
                return $"{x[0]}.Add({Make(append.Memory.Type.Element!, new Queue<string>(append.Written.ToArray().Select(Of)))})";
            case ClearOp:
                return $"{x[0]}.Clear()";
            case AllocateOp { Result.Type: { IsList: true } list }:
                return $"new {list.Name}({string.Concat(x)})";
            case AllocateOp allocate:
                string element = allocate.Result.Type.Element!.Name;
                int bracket = element.IndexOf('[') is var at && at < 0 ? element.Length : at;
                return $"new {element[..bracket]}[{string.Join(", ", x)}]{element[bracket..]}";
            case SnapshotOp { Result.Type: { IsList: true } list }:
                return $"new {list.Name}({x[0]})";
            case SnapshotOp snapshot:
                return snapshot.Memory.Type.IsList ? $"System.Linq.Enumerable.ToArray({x[0]})" : snapshot.Memory.Type.IsSpan || snapshot.Memory.Type.IsDeferred ? $"{x[0]}.ToArray()" : $"({snapshot.Result.Type.Name}){x[0]}.Clone()";
            case LengthOp length:
                return length.Memory.Type.Rank == 1 || length.Dimension < 0 ? $"{x[0]}.{length.Memory.Type.Counter}" : $"{x[0]}.GetLength({length.Dimension})";
            case SliceOp { Operands.Length: 1, Memory.Type: var from, Result.Type: var to }:
                return from.IsDeferred && to.IsSpan ? x[0] + ".Span"
                    : to.Shape == MemoryShape.ImmutableArray && from != to ? $"System.Collections.Immutable.ImmutableArray.Create<{to.Element!.Name}>({x[0]})"
                    : from.IsList && to.IsSpan && from.IsResizable ? $"System.Runtime.InteropServices.CollectionsMarshal.AsSpan({x[0]})"
                    : from.IsList && to.IsSpan ? x[0] + ".AsSpan()"
                    : x[0];
            case SliceOp slice:
                return slice.Memory.Type.IsSpan || slice.Memory.Type.IsDeferred
                    ? $"{x[0]}.Slice({string.Join(", ", x.Skip(1))})"
                    : $"System.MemoryExtensions.As{(slice.Result.Type.IsDeferred ? "Memory" : "Span")}({string.Join(", ", x)})";
            default:
                throw new NotSupportedException(op.Mnemonic);
        }
    }

    private string Element(Value memory, IEnumerable<string> indices) =>
        memory.Definition is FieldOp field ? $"{Element(field.Memory, indices)}.{field.Field.Name}" : memory.Type.IsObject ? Of(memory) : $"{Of(memory)}[{string.Join(", ", indices)}]";

    private static string Make(IrType type, Queue<string> leaves) =>
        type.Maker is { } maker ? $"((Func<{maker.Class}>)(() => {{ var made = ({maker.Class})System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof({maker.Class})); {string.Concat(type.Fields.Zip(maker.Fields, (f, made) => Set(made, Make(f.Type, leaves))))}return made; }}))()"
        : type.Kind == TypeKind.Struct ? string.Format(CultureInfo.InvariantCulture, type.Format, [.. type.Fields.Select(f => Make(f.Type, leaves))]) : leaves.Dequeue();

    private static string Set(MadeField field, string value) => field.Access is { } access
        ? $"typeof({access.Owner}).GetField(\"{access.Field}\", (System.Reflection.BindingFlags)(-1))!.SetValue(made, {value}); "
        : $"made.{field.Name} = {value}; ";

    private string Interleave(string[] text, Value[] operands)
    {
        var code = new StringBuilder(text[0]);
        for (int i = 0; i < operands.Length; i++)
            code.Append(Of(operands[i])).Append(text[i + 1]);
        return code.ToString();
    }

    private static string Checked(bool isChecked, string code, IrType type) => $"{(isChecked ? "checked" : "unchecked")}(({type.Name})({code}))";

    private static string Literal(object content, IrType type) => (type.Kind, content) switch
    {
        (TypeKind.Double, double d) => $"System.BitConverter.Int64BitsToDouble({BitConverter.DoubleToInt64Bits(d).ToString(CultureInfo.InvariantCulture)}L)",
        (TypeKind.Float, float f) => $"System.BitConverter.Int32BitsToSingle({BitConverter.SingleToInt32Bits(f).ToString(CultureInfo.InvariantCulture)})",
        (TypeKind.Bool, bool b) => b ? "true" : "false",
        (TypeKind.Integer, char c) => $"(char){((int)c).ToString(CultureInfo.InvariantCulture)}",
        (TypeKind.Integer, _) => $"unchecked(({type.Name}){Convert.ToString(content, CultureInfo.InvariantCulture)})",
        _ => $"({type.Name})({content})",
    };

    private static string Symbol(Operator code) => code switch
    {
        Operator.Add => "+",
        Operator.Subtract => "-",
        Operator.Multiply => "*",
        Operator.Divide => "/",
        Operator.Remainder => "%",
        Operator.And => "&",
        Operator.Or => "|",
        Operator.Xor => "^",
        Operator.ShiftLeft => "<<",
        Operator.ShiftRight => ">>",
        Operator.ShiftRightUnsigned => ">>>",
        Operator.Equal => "==",
        Operator.NotEqual => "!=",
        Operator.Less => "<",
        Operator.LessOrEqual => "<=",
        Operator.Greater => ">",
        _ => ">=",
    };
}
