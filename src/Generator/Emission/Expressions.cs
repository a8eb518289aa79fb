using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules.Dense;

namespace Fluxion.Generator.Emission;

/// <summary>
/// Writes values as C# expressions. Every method takes whether C# converts the expression to the value's type at its place by itself (an
/// initialiser, or an operand beside one that has the type for certain); if not, the expression must have exactly that type.
/// </summary>
internal sealed class Expressions(Variables variables, Inlining inlining, Func<string, string> calleeName, string fields, bool isChecked)
{
    private bool _isChecked = isChecked;

    /// <summary>The class with the methods that reach private fields.</summary>
    public string Fields => fields;

    public Code Write(Value value, bool isConverted = false) =>
        inlining.IsInlined(value) ? Write(value.Definition!, isConverted) : new Code(variables[value].Name);

    public Code Write(Op op, bool isConverted)
    {
        // Constants are folded, and checked, while compiling, unless told not to be.
        if (op is ArithmeticOp or ConvertOp && CanOverflow(op, out bool mustBeChecked) &&
            (mustBeChecked != _isChecked || (!mustBeChecked && op.Operands.All(operand => inlining.IsInlined(operand) && operand.Definition is ConstantOp))) &&
            !IsSmall(op))
        {
            bool outside = _isChecked;
            _isChecked = mustBeChecked;
            string text = Bare(op, isConverted: false).Text;
            _isChecked = outside;
            return new Code($"{(mustBeChecked ? "checked" : "unchecked")}({text})");
        }

        return Bare(op, isConverted);
    }

    /// <summary>The condition of a statement.</summary>
    public string Condition(Value condition, bool isNegated) => (isNegated ? Not(condition) : Write(condition)).Text;

    private Code Bare(Op op, bool isConverted)
    {
        switch (op)
        {
            case ConstantOp constant:
                string literal = Literals.Write(constant.Content, constant.Result.Type, isConverted);
                return new Code(literal, literal[0] is '-' or '(' ? Precedence.Unary : Precedence.Primary);
            case ArithmeticOp arithmetic:
                return Arithmetic(arithmetic);
            case ConvertOp convert:
                return Convert(convert, isConverted);
            case FunctionOp function:
                return new Code($"{function.Callee}({Arguments(function.Operands, Overloads.IsSingle(function.Callee))})");
            case ITensorOp tensor:
                return new Code($"{tensor.Callee}({string.Join(", ", Tensor(op, tensor))})");
            case DenseOp dense:
                DenseFunction matrices = DenseBook.Get(dense.Function);
                return new Code($"{matrices.Callee}({string.Join(", ", Whole(dense.InOrder().Select(i => op.Operands[i])))}{matrices.Flags})");
            case CallOp call:
                return new Code($"{calleeName(call.Callee)}({Arguments(call.Operands, areConverted: false)})");
            case ExternalOp external:
                return External(external.Text, external.Operands);
            case SelectOp { Condition.Type.Kind: TypeKind.Mask }:
                return new Code($"{IrType.Lanes.Name}.Select({Arguments(op.Operands, areConverted: true)})");
            case SelectOp select:
                return Choice(select.Condition, select.WhenTrue, select.WhenFalse);
            case IfOp branch:
                return Choice(branch);
            case StopOp:
                return Write(op.Operands[0], isConverted);
            case LoadOp load:
                return Element(load.Memory, load.Indices);
            case LengthOp length:
                return Length(length);
            case RemoveLastOp last:
                return new Code($"{Memory.Buffers}.RemoveLast({Write(last.List).Text})");
            case PopOp pop:
                return new Code(Write(pop.Tape).Text + ".Pop()");
            case PopBlockOp pop:
                return new Code($"{Write(pop.Tape).Text}.Pop{Formatting.Invariant(pop.Results.Length)}()");
            default:
                return Memory.Write(op, this, isConverted);
        }
    }

    // Arrays become spans by themselves, since the type arguments are written.
    private IEnumerable<string> Tensor(Op op, ITensorOp tensor)
    {
        IEnumerable<Value> values = op is TensorMapOp map ? [.. tensor.Arguments, map.Memory] : tensor.Arguments.ToArray();
        return Whole(values);
    }

    private IEnumerable<string> Whole(IEnumerable<Value> values) =>
        values.Select(value => Write(value, isConverted: value.Type.IsMemory)).Select(code => code.Precedence == Precedence.Relational ? $"({code.Text})" : code.Text);

    public Code Element(Value memory, ReadOnlySpan<Value> indices)
    {
        if (memory.Definition is FieldOp { Field.Access: { } access } hidden)
            return new Code($"{fields}.{access.Method}({Element(hidden.Memory, indices).Text})");
        if (memory.Definition is FieldOp field)
            return new Code($"{Element(field.Memory, indices).At(Precedence.Primary)}.{field.Field.Name}");
        if (memory.Type.IsObject)
            return Write(memory);
        var texts = new string[indices.Length];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = Write(indices[i]).Text;
        return new Code($"{Write(memory).At(Precedence.Primary)}[{string.Join(", ", texts)}]");
    }

    /// <summary>Text cut where operands go.</summary>
    public Code External(string[] pieces, Value[] operands)
    {
        // (a * b) of types with operators of their own: parentheses only where the context asks for them.
        if (pieces is ["(", [' ', var symbol, ' '] middle, ")"] && Operators.OfSymbol(symbol) is { } precedence)
            return new Code($"{Write(operands[0]).At(precedence)}{middle}{RightOf(symbol == '-' ? Operator.Subtract : symbol == '+' ? Operator.Add : Operator.Multiply, operands[1], isConverted: false)}", precedence);
        string text = pieces.Length > 0 ? pieces[0] : "";
        for (int i = 0; i < operands.Length; i++)
        {
            Code operand = Write(operands[i]);
            string after = i + 1 < pieces.Length ? pieces[i + 1] : "";
            bool isArgument = (text.EndsWith("(", StringComparison.Ordinal) || text.EndsWith(", ", StringComparison.Ordinal) || text.EndsWith("[", StringComparison.Ordinal) || text.EndsWith(" = ", StringComparison.Ordinal))
                && after.Length > 0 && (after[0] is ')' or ',' or ']' || after == " }");
            text += (isArgument && operand.Precedence != Precedence.Relational ? operand.Text : operand.At(Precedence.Primary)) + after;
        }

        if (IsInParentheses(pieces))
            return new Code(text.Substring(1, text.Length - 2), Operators.OfTest(pieces[1]));

        // 'with' binds tighter than a product, but not than a member access.
        return pieces is ["", [' ', 'w', 'i', 't', 'h', ' ', ..], ..] ? new Code(text, Precedence.Multiplicative) : new Code(text);
    }

    // ( … ) around all of it, which are for the context to ask for. They may also be those of a tuple.
    private static bool IsInParentheses(string[] pieces)
    {
        int depth = 0;
        for (int i = 0; i < pieces.Length; i++)
        {
            for (int j = 0; j < pieces[i].Length; j++)
            {
                char c = pieces[i][j];
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                bool isEnd = i == pieces.Length - 1 && j == pieces[i].Length - 1;
                if (c is '"' or '\'' || (depth == 1 && c == ',') || (depth == 0 && !isEnd))
                    return false;
            }
        }

        return pieces.Length > 1 && depth == 0 && pieces[0] is ['(', ..];
    }

    private string Arguments(Value[] operands, bool areConverted)
    {
        // Among overloads, the first argument that has its type for certain decides which is meant.
        int decisive = Array.FindIndex(operands, operand => !IsFlexible(operand));
        return string.Join(", ", operands.Select((operand, i) =>
        {
            bool isConverted = areConverted ||
                (decisive >= 0 && i != decisive && operand.Type == operands[decisive].Type && operand.Definition is ConstantOp);
            Code code = Write(operand, isConverted);
            if (operand.Type.Kind == TypeKind.Tape)
                return "ref " + code.Text;

            // F(a < b, c > (d)) would call a generic a.
            return code.Precedence == Precedence.Relational && operands.Length > 1 ? $"({code.Text})" : code.Text;
        }));
    }

    /// <summary>Whether a value, written where C# converts by itself, might get another type of its own.</summary>
    private bool IsFlexible(Value value) =>
        inlining.IsInlined(value) && value.Definition switch
        {
            ConstantOp constant => Literals.Write(constant.Content, value.Type, isConverted: true) != Literals.Write(constant.Content, value.Type, isConverted: false),
            ConvertOp convert => convert.IsImplicit,
            StopOp => IsFlexible(value.Definition.Operands[0]),
            _ => false,
        };

    private Code Arithmetic(ArithmeticOp op)
    {
        if (op.Code == Operator.Not)
            return Not(op.Operands[0]);
        if (op.Operands.Length == 1)
        {
            Code operand = Write(op.Operands[0]);
            string sign = op.Code == Operator.Negate ? "-" : "~";
            return new Code(sign + (operand.IsSigned ? $"({operand.Text})" : operand.At(Precedence.Unary)), Precedence.Unary);
        }

        return Binary(op.Code, op.Operands[0], op.Operands[1]);
    }

    public Code Binary(Operator code, Value left, Value right)
    {
        if (code is Operator.Equal or Operator.NotEqual && left.Type is { IsFloating: true, Kind: not TypeKind.Matrix } && Write(left).Text is var text && text == Write(right).Text)
            return new Code($"{(code == Operator.Equal ? "!" : "")}{left.Type.Name}.IsNaN({text})", code == Operator.Equal ? Precedence.Unary : Precedence.Primary);
        (string symbol, Precedence precedence) = Operators.Of(code);
        bool isShift = precedence == Precedence.Shift;
        bool isLeftConverted = !isShift && IsFlexible(left) && !IsFlexible(right);
        Code first = Write(left, isLeftConverted);
        return new Code($"{first.At(precedence)} {symbol} {RightOf(code, right, !isShift && !isLeftConverted)}", precedence);
    }

    /// <summary>The right side of an operator whose left side has the operator's type for certain.</summary>
    public string RightOf(Operator code, Value right, bool isConverted)
    {
        Precedence precedence = Operators.Of(code).Precedence;
        Code second = Write(right, isConverted);
        return second.IsSigned && precedence == Precedence.Additive ? $"({second.Text})" : second.Above(precedence);
    }

    private Code Not(Value value)
    {
        if (inlining.IsInlined(value) && value.Definition is ArithmeticOp op)
        {
            if (op.Code == Operator.Not)
                return Write(op.Operands[0]);
            if (op.Operands.Length == 2 && Operators.Opposite(op.Code, op.Operands[0].Type) is { } opposite)
                return Binary(opposite, op.Operands[0], op.Operands[1]);
        }

        return new Code("!" + Write(value).At(Precedence.Unary), Precedence.Unary);
    }

    private Code Convert(ConvertOp op, bool isConverted)
    {
        Value operand = op.Operands[0];
        if (op.IsImplicit)
        {
            if (inlining.IsInlined(operand) && operand.Definition is ConstantOp { Content: var content } && content is not (string or bool) &&
                op.Result.Type.IsFloating && operand.Type.Kind == TypeKind.Integer)
            {
                string literal = Literals.Write(content, op.Result.Type, isConverted);
                return new Code(literal, literal[0] == '-' ? Precedence.Unary : Precedence.Primary);
            }

            if (isConverted)
                return Write(operand);
        }

        Code code = Write(operand);
        return new Code($"({op.Result.Type.Name}){(code.IsSigned ? $"({code.Text})" : code.At(Precedence.Unary))}", Precedence.Unary);
    }

    private Code Choice(IfOp branch)
    {
        Value then = branch.Then.Terminator.Operands[0];
        Value @else = branch.Else.Terminator.Operands[0];
        if (then.Type.Kind == TypeKind.Bool)
        {
            if (IsLiteral(@else, false))
                return Join(branch.Condition, "&&", then, Precedence.ConditionalAnd);
            if (IsLiteral(then, true))
                return Join(branch.Condition, "||", @else, Precedence.ConditionalOr);
        }

        return Choice(branch.Condition, then, @else);
    }

    private bool IsLiteral(Value value, bool content) =>
        inlining.IsInlined(value) && value.Definition is ConstantOp { Content: bool literal } && literal == content;

    private Code Join(Value left, string symbol, Value right, Precedence precedence) =>
        new($"{Write(left).At(precedence)} {symbol} {Write(right).Above(precedence)}", precedence);

    private Code Choice(Value condition, Value whenTrue, Value whenFalse)
    {
        bool isTrueConverted = IsFlexible(whenTrue) && !IsFlexible(whenFalse);
        bool isFalseConverted = IsFlexible(whenFalse) && !IsFlexible(whenTrue);
        string test = Write(condition).Above(Precedence.Conditional);
        string first = Write(whenTrue, isTrueConverted).Above(Precedence.Conditional);
        string second = Write(whenFalse, isFalseConverted).Text;
        return new Code($"{test} ? {first} : {second}", Precedence.Conditional);
    }

    private Code Length(LengthOp op)
    {
        string memory = Write(op.Memory, isConverted: true).At(Precedence.Primary);
        return new Code(op.Dimension < 0 || op.Memory.Type is { Rank: 1 }
            ? $"{memory}.{op.Memory.Type.Counter}"
            : $"{memory}.GetLength({Formatting.Invariant(op.Dimension)})");
    }

    /// <summary>Whether a constant result is certainly within range: 3 - 1.</summary>
    private static bool IsSmall(Op op) =>
        op is ArithmeticOp { Result.Type.Name: "int" } &&
        op.Operands.All(operand => operand.Definition is ConstantOp { Content: int and > short.MinValue and < short.MaxValue });

    private static bool CanOverflow(Op op, out bool mustBeChecked)
    {
        switch (op)
        {
            case ArithmeticOp { Code: Operator.Add or Operator.Subtract or Operator.Multiply or Operator.Negate, Result.Type.Kind: TypeKind.Integer } arithmetic:
                mustBeChecked = arithmetic.IsChecked;
                return true;
            case ConvertOp { IsImplicit: false, Result.Type.Kind: TypeKind.Integer } convert:
                mustBeChecked = convert.IsChecked;
                return true;
            default:
                mustBeChecked = false;
                return false;
        }
    }
}
