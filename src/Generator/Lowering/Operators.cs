using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolKind = Microsoft.CodeAnalysis.TypeKind;
using TypeKind = Fluxion.Generator.Ir.TypeKind;

namespace Fluxion.Generator.Lowering;

/// <summary>Unary and binary operators.</summary>
internal static class Operators
{
    public static Content Binary(FunctionScope scope, IBinaryOperation expression)
    {
        if (expression.OperatorMethod is null && !expression.IsLifted && expression.Type?.SpecialType == SpecialType.System_Boolean)
        {
            if (expression.OperatorKind == BinaryOperatorKind.ConditionalAnd)
                return new Content(Conditionals.And(scope, expression));
            if (expression.OperatorKind == BinaryOperatorKind.ConditionalOr)
                return new Content(Conditionals.Or(scope, expression));
        }

        Content leftContent = Expressions.Lower(scope, expression.LeftOperand);
        Content rightContent = Expressions.Lower(scope, expression.RightOperand);
        if (UserDefined(scope, expression, Implementation(scope, expression.OperatorMethod, expression.LeftOperand), expression.IsLifted, leftContent, rightContent) is { } result)
            return result;
        Value left = Packing.Pack(scope, leftContent, expression.LeftOperand.Type!);
        Value right = Packing.Pack(scope, rightContent, expression.RightOperand.Type!);
        scope.At(expression);
        return new Content(Binary(scope, expression, left, right));
    }

    /// <summary>Of an operator of generic mathematics, what it is for the type of an operand.</summary>
    public static IMethodSymbol? Implementation(FunctionScope scope, IMethodSymbol? method, IOperation operand) =>
        method is null ? null : scope.Resolve(method, operand.Type);

    /// <summary>An operator that is a method whose source is known; null for any other.</summary>
    public static Content? UserDefined(FunctionScope scope, IOperation expression, IMethodSymbol? method, bool isLifted, params Content[] operands)
    {
        if (method is null || isLifted || expression is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr })
            return null;
        if (method.IsImplicitlyDeclared && method.Name is WellKnownMemberNames.EqualityOperatorName or WellKnownMemberNames.InequalityOperatorName
            && scope.PartsOf(method.Parameters[0].Type) is not null)
            return Equality(scope, expression, method, operands);
        if (Numerics.Lower(scope, expression, method, operands) is { } numeric)
            return numeric;
        // One that is not static yet is no operator for C# either, which binds to it all the same.
        return method.IsStatic && Calls.Source(scope, method, expression) is { } source
            ? SourceCalls.Invoke(scope, expression, source, null, null, operands, new Target?[operands.Length])
            : null;
    }

    // The equality of record structs: all fields are equal, as Equals has it.
    private static Content? Equality(FunctionScope scope, IOperation expression, IMethodSymbol method, Content[] operands)
    {
        scope.At(expression);
        Value[] lefts = [.. Packing.Shaped(scope, operands[0], method.Parameters[0].Type).Values];
        Value[] rights = [.. Packing.Shaped(scope, operands[1], method.Parameters[1].Type).Values];
        if (!lefts.All(value => IsScalar(value.Type)))
            return null;
        bool isEqual = method.Name == WellKnownMemberNames.EqualityOperatorName;
        return new Content(From(0));

        Value From(int i)
        {
            Value equal = scope.Builder.Compare(isEqual ? Operator.Equal : Operator.NotEqual, lefts[i], rights[i]);
            if (lefts[i].Type.IsFloating)
            {
                // Two that are not a number are equal to Equals.
                Value neither = scope.Builder.Helper($"{lefts[i].Type.Name}.IsNaN", IrType.Bool, lefts[i]);
                Value both = Conditionals.And(scope, expression, neither, () => scope.Builder.Helper($"{rights[i].Type.Name}.IsNaN", IrType.Bool, rights[i]));
                equal = isEqual
                    ? Conditionals.Or(scope, expression, equal, () => both)
                    : Conditionals.And(scope, expression, equal, () => scope.Builder.Not(both));
            }

            return i == lefts.Length - 1 ? equal
                : isEqual ? Conditionals.And(scope, expression, equal, () => From(i + 1))
                : Conditionals.Or(scope, expression, equal, () => From(i + 1));
        }
    }

    private static Value Binary(FunctionScope scope, IBinaryOperation expression, Value left, Value right)
    {
        if (Code(expression.OperatorKind) is { } code && IsBuiltIn(expression.OperatorMethod, expression.IsLifted) && AreSimple(expression, code, left, right))
            return Apply(scope, code, left, right, scope.TypeOf(expression.Type!), expression.IsChecked);
        return External(scope, expression.OperatorKind, left, right, scope.TypeOf(expression.Type!), expression.OperatorMethod, SourceText.Of(expression.Syntax))
            ?? scope.Fail(LoweringFindings.Expression, expression, SourceText.Of(expression.Syntax), "this operator is not supported yet.").Value!;
    }

    public static Content Unary(FunctionScope scope, IUnaryOperation expression)
    {
        Content content = Expressions.Lower(scope, expression.Operand);
        return UserDefined(scope, expression, Implementation(scope, expression.OperatorMethod, expression.Operand), expression.IsLifted, content)
            ?? new Content(Unary(scope, expression, Packing.Pack(scope, content, expression.Operand.Type!)));
    }

    private static Value Unary(FunctionScope scope, IUnaryOperation expression, Value operand)
    {
        IrType type = scope.TypeOf(expression.Type!);
        scope.At(expression);
        if (IsBuiltIn(expression.OperatorMethod, expression.IsLifted) && (IsScalar(operand.Type) || IsEnum(expression.Type)))
        {
            switch (expression.OperatorKind)
            {
                case UnaryOperatorKind.Plus:
                    return operand;
                case UnaryOperatorKind.Minus:
                    return Apply(scope, Operator.Negate, operand, type, expression.IsChecked);
                case UnaryOperatorKind.BitwiseNegation:
                    return Apply(scope, Operator.Complement, operand, type, false);
                case UnaryOperatorKind.Not:
                    return Apply(scope, Operator.Not, operand, type, false);
            }
        }

        string? symbol = expression.OperatorKind switch
        {
            UnaryOperatorKind.Plus => "+",
            UnaryOperatorKind.Minus => "-",
            UnaryOperatorKind.BitwiseNegation => "~",
            UnaryOperatorKind.Not => "!",
            UnaryOperatorKind.Hat => "^",
            _ => null,
        };
        if (symbol is null)
            return scope.Fail(LoweringFindings.Expression, expression, SourceText.Of(expression.Syntax), "this operator is not supported yet.").Value!;
        var text = new ExternalText();
        text.Add("(" + symbol);
        text.Add(operand);
        text.Add(")");
        return text.Append(scope, type, IsPure(expression.OperatorMethod), $"'{SourceText.Of(expression.Syntax)}'")!;
    }

    /// <summary>An operator on scalars of one type.</summary>
    public static Value Apply(FunctionScope scope, Operator code, Value left, Value right, IrType type, bool isChecked) =>
        scope.Builder.Append(new ArithmeticOp(code, [left, right], new Value(type), isChecked && left.Type.Kind == TypeKind.Integer)).Result;

    /// <summary>An operator on values of types that Fluxion does not look into; null where C# has none that could be written.</summary>
    public static Value? External(
        FunctionScope scope, BinaryOperatorKind kind, Value left, Value right, IrType type, IMethodSymbol? method, string source)
    {
        string? symbol = kind switch
        {
            BinaryOperatorKind.ConditionalAnd => "&&",
            BinaryOperatorKind.ConditionalOr => "||",
            _ => Code(kind) is { } code ? Symbol(code) : null,
        };
        if (symbol is null)
            return null;
        var text = new ExternalText();
        text.Add("(");
        text.Add(left);
        text.Add($" {symbol} ");
        text.Add(right);
        text.Add(")");
        return text.Append(scope, type, IsPure(method), $"'{source}'");
    }

    public static Operator? Code(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => Operator.Add,
        BinaryOperatorKind.Subtract => Operator.Subtract,
        BinaryOperatorKind.Multiply => Operator.Multiply,
        BinaryOperatorKind.Divide => Operator.Divide,
        BinaryOperatorKind.Remainder => Operator.Remainder,
        BinaryOperatorKind.And => Operator.And,
        BinaryOperatorKind.Or => Operator.Or,
        BinaryOperatorKind.ExclusiveOr => Operator.Xor,
        BinaryOperatorKind.LeftShift => Operator.ShiftLeft,
        BinaryOperatorKind.RightShift => Operator.ShiftRight,
        BinaryOperatorKind.UnsignedRightShift => Operator.ShiftRightUnsigned,
        BinaryOperatorKind.Equals => Operator.Equal,
        BinaryOperatorKind.NotEquals => Operator.NotEqual,
        BinaryOperatorKind.LessThan => Operator.Less,
        BinaryOperatorKind.LessThanOrEqual => Operator.LessOrEqual,
        BinaryOperatorKind.GreaterThan => Operator.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => Operator.GreaterOrEqual,
        _ => null,
    };

    private static Value Apply(FunctionScope scope, Operator code, Value operand, IrType type, bool isChecked) =>
        scope.Builder.Append(new ArithmeticOp(code, [operand], new Value(type), isChecked && type.Kind == TypeKind.Integer)).Result;

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

    private static bool AreSimple(IBinaryOperation expression, Operator code, Value left, Value right)
    {
        if (IsScalar(left.Type) && IsScalar(right.Type))
            return left.Type == right.Type || code is Operator.ShiftLeft or Operator.ShiftRight or Operator.ShiftRightUnsigned;
        return IsEnum(expression.LeftOperand.Type) && left.Type == right.Type
            && (code >= Operator.Equal || code is Operator.And or Operator.Or or Operator.Xor);
    }

    // The operators of numbers are methods only to generic mathematics.
    public static bool IsBuiltIn(IMethodSymbol? method, bool isLifted) => !isLifted && method is null or { ContainingType.TypeKind: SymbolKind.Interface };

    private static bool IsPure(IMethodSymbol? method) => method is null || method.DeclaringSyntaxReferences.IsEmpty;

    private static bool IsScalar(IrType type) => type.Kind is TypeKind.Double or TypeKind.Float or TypeKind.Integer or TypeKind.Bool;

    private static bool IsEnum(ITypeSymbol? type) => type?.TypeKind == SymbolKind.Enum;
}
