using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TypeKind = Fluxion.Generator.Ir.TypeKind;

namespace Fluxion.Generator.Lowering;

/// <summary><c>=</c>, <c>+=</c> and the like, <c>++</c>, <c>--</c>.</summary>
internal static class Assignments
{
    /// <param name="scope">The function.</param>
    /// <param name="expression">An assignment.</param>
    /// <param name="isUsed">Whether its value is used.</param>
    public static Content Lower(FunctionScope scope, IOperation expression, bool isUsed) => expression switch
    {
        ISimpleAssignmentOperation simple => Simple(scope, simple, isUsed),
        ICompoundAssignmentOperation compound => Compound(scope, compound, isUsed),
        ICoalesceAssignmentOperation coalesce => Coalesce(scope, coalesce),
        _ => Step(scope, (IIncrementOrDecrementOperation)expression),
    };

    private static Content Simple(FunctionScope scope, ISimpleAssignmentOperation assignment, bool isUsed)
    {
        if (assignment.IsRef)
            return scope.Fail(LoweringFindings.Expression, assignment, SourceText.Of(assignment.Syntax), "references to variables are not supported yet. Use an index, or copy the value back.");
        Target target = Targets.Evaluate(scope, assignment.Target);
        if (target is ElementTarget { Memory: { Type.IsJagged: true } rows } && !IsNewRow(scope, assignment.Value, rows))
        {
            if (assignment.Target is IArrayElementReferenceOperation)
                scope.Fail(LoweringFindings.Row, assignment, SourceText.Of(assignment.Value.Syntax), IsMadeHere(scope, rows) ? LoweringFindings.InTwoPlaces : InCallersArray(rows));
            else
                scope.Fail(LoweringFindings.Expression, assignment, SourceText.Of(assignment.Target.Syntax), Objects.Rebound);
        }

        // Where an inline array is copied from one variable to another, one copy is enough.
        Content content = !isUsed && target is VariableTarget && InlineArrays.Handle(scope, assignment.Value) is { } inline ? new Content(inline) : Expressions.Lower(scope, assignment.Value);
        scope.At(assignment);
        target.Write(scope, content);
        if (target is ElementTarget { Memory: { Type.IsJagged: true } jagged } && content.Value is { } stored)
            scope.Rows[stored] = jagged;
        return content;
    }

    // Only a variable: another place would have to be written to where there is something already.
    private static Content Coalesce(FunctionScope scope, ICoalesceAssignmentOperation assignment)
    {
        ITypeSymbol type = assignment.Target.Type!;
        if (!type.IsReferenceType || Targets.Evaluate(scope, assignment.Target) is not VariableTarget target)
            return scope.Fail(LoweringFindings.Expression, assignment, SourceText.Of(assignment.Syntax), "'??=' is supported for variables that hold an array, a list or an object. Test for null with 'if'.");
        scope.At(assignment);
        Content before = target.Read(scope);
        Content content = Conditionals.Choose(scope, assignment, NullTests.IsNull(scope, before.Value!, assignment), () => Expressions.LowerOrThrow(scope, assignment.Value), () => before);
        scope.At(assignment);
        target.Write(scope, content);
        return content;
    }

    // Rows of an array that was made here may be filled with arrays that are made for them.
    private static bool IsNewRow(FunctionScope scope, IOperation value, Value rows) =>
        IsMadeHere(scope, rows) && (NewArrays.Makes(scope, value) || NewArrays.IsKeptOnce(scope, value));

    private static bool IsMadeHere(FunctionScope scope, Value rows) => Aliasing.Origin(scope, rows)?.Definition is AllocateOp;

    /// <summary>Why nothing is put into an array of arrays or objects that the method has not made.</summary>
    public static string InCallersArray(Value rows) =>
        $"'{rows.Name ?? "the array"}' is not made here, and what it holds has its derivatives with the caller. Change the numbers in it, or work on an array of your own.";

    private static Content Compound(FunctionScope scope, ICompoundAssignmentOperation assignment, bool isUsed)
    {
        Target target = Targets.Evaluate(scope, assignment.Target);
        if (!isUsed && target is ElementTarget element && IsSum(assignment, element))
        {
            return Accumulate(scope, assignment, element);
        }

        if (assignment.OperatorMethod is { IsStatic: false } own)
            return Changed(scope, assignment, own, target, [Expressions.Lower(scope, assignment.Value)]);
        scope.At(assignment);
        Content before = target.Read(scope);
        Content right = Expressions.Lower(scope, assignment.Value);
        if (Operators.UserDefined(scope, assignment, Operators.Implementation(scope, assignment.OperatorMethod, assignment.Target), assignment.IsLifted, before, right) is { } result)
        {
            target.Write(scope, result);
            return result;
        }

        Value added = Packing.Pack(scope, right, assignment.Value.Type!);
        scope.At(assignment);
        Content after = new(Combine(scope, assignment, Packing.Pack(scope, before, assignment.Target.Type!), added));
        target.Write(scope, after);
        return after;
    }

    private static Value Combine(FunctionScope scope, ICompoundAssignmentOperation assignment, Value left, Value right)
    {
        IrType type = scope.TypeOf(assignment.Target.Type!);
        bool isShift = assignment.OperatorKind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift;
        IrType computed = isShift ? TypeMap.Promoted(type) : right.Type;
        bool isScalar = type.Kind is TypeKind.Double or TypeKind.Float or TypeKind.Integer or TypeKind.Bool
            && computed.Kind is TypeKind.Double or TypeKind.Float or TypeKind.Integer or TypeKind.Bool;
        if (isScalar && Operators.IsBuiltIn(assignment.OperatorMethod, assignment.IsLifted) && Operators.Code(assignment.OperatorKind) is { } code)
        {
            // Small integers are widened, and an int variable may take a double: computed in the wider type, then narrowed.
            Value widened = scope.Builder.Convert(left, computed, isImplicit: true);
            Value result = Operators.Apply(scope, code, widened, right, computed, assignment.IsChecked);
            return computed == type
                ? result
                : scope.Builder.Append(new ConvertOp(result, new Value(type), isImplicit: false, assignment.IsChecked && type.Kind == TypeKind.Integer)).Result;
        }

        return Operators.External(scope, assignment.OperatorKind, left, right, type, assignment.OperatorMethod, SourceText.Of(assignment.Syntax))
            ?? scope.Fail(LoweringFindings.Expression, assignment, SourceText.Of(assignment.Syntax), "this operator is not supported yet.").Value!;
    }

    private static bool IsSum(ICompoundAssignmentOperation assignment, ElementTarget target) =>
        assignment.OperatorKind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract
        && Operators.IsBuiltIn(assignment.OperatorMethod, assignment.IsLifted)
        && target.Memory.Type.Element!.IsFloating
        && SymbolEqualityComparer.Default.Equals(assignment.Value.Type, assignment.Target.Type);

    // C# reads the element before it evaluates the right side. Where that cannot tell the difference, the sum is one operation;
    // else the read goes in front of what has been lowered. Parameters of a helper may be given one object, which the right side may write to.
    private static Content Accumulate(FunctionScope scope, ICompoundAssignmentOperation assignment, ElementTarget target)
    {
        Block block = scope.Block;
        int start = block.Ops.Count;
        Value right = Expressions.Scalar(scope, assignment.Value);
        scope.At(assignment);
        bool isSubtraction = assignment.OperatorKind == BinaryOperatorKind.Subtract;
        if (!Aliasing.MayTouch(scope, block.Ops, start, target.Memory) && (scope.IsMarked || !InPlaceCalls.MayWrite(scope, assignment.Value)))
        {
            scope.Builder.Accumulate(
                target.Memory, isSubtraction ? scope.Builder.Append(new ArithmeticOp(Operator.Negate, [right], new Value(right.Type))).Result : right, target.Indices);
            return new Content(right);
        }

        Value before = scope.Builder.Load(target.Memory, target.Indices);
        Op load = block.Ops[block.Ops.Count - 1];
        block.Ops.RemoveAt(block.Ops.Count - 1);
        block.Ops.Insert(start, load);
        Value after = Operators.Apply(scope, isSubtraction ? Operator.Subtract : Operator.Add, before, right, right.Type, false);
        scope.Builder.Store(target.Memory, after, target.Indices);
        return new Content(after);
    }

    private static Content Step(FunctionScope scope, IIncrementOrDecrementOperation step)
    {
        Target target = Targets.Evaluate(scope, step.Target);
        scope.At(step);
        if (step.OperatorMethod is { IsStatic: false } own)
            return Changed(scope, step, own, target, []);
        Content whole = target.Read(scope);
        if (Operators.UserDefined(scope, step, Operators.Implementation(scope, step.OperatorMethod, step.Target), step.IsLifted, whole) is { } next)
        {
            target.Write(scope, next);
            return step.IsPostfix ? whole : next;
        }

        Value before = Packing.Pack(scope, whole, step.Target.Type!);
        IrType type = before.Type;
        if (!Operators.IsBuiltIn(step.OperatorMethod, step.IsLifted) || type.Kind is not (TypeKind.Double or TypeKind.Float or TypeKind.Integer))
            return scope.Fail(LoweringFindings.Expression, step, SourceText.Of(step.Syntax), "this operator is not supported yet.");
        IrType computed = TypeMap.Promoted(type);
        Value one = type.IsFloating ? scope.Builder.Constant(1.0, type) : One(scope, computed);
        Operator code = step.Kind == OperationKind.Increment ? Operator.Add : Operator.Subtract;
        Value after = Operators.Apply(scope, code, scope.Builder.Convert(before, computed, isImplicit: true), one, computed, step.IsChecked);
        if (computed != type)
            after = scope.Builder.Append(new ConvertOp(after, new Value(type), isImplicit: false, step.IsChecked)).Result;
        target.Write(scope, new Content(after));
        return new Content(step.IsPostfix ? before : after);
    }

    // An operator of the operand's own, which changes it.
    private static Content Changed(FunctionScope scope, IOperation expression, IMethodSymbol method, Target target, Content?[] operands)
    {
        if (method.Parameters.Any(p => p.RefKind != RefKind.None) || Calls.Source(scope, scope.Resolve(method), expression) is not { } source)
            return scope.Fail(LoweringFindings.Expression, expression, SourceText.Of(expression.Syntax), "this operator is not supported yet. Declare it as a static one, with operands by value.");
        SourceCalls.Invoke(scope, expression, source, target, null, operands, new Target?[operands.Length]);
        return target.Read(scope);
    }

    private static Value One(FunctionScope scope, IrType type) => scope.Builder.Literal(
        type.Name switch
        {
            "uint" => 1u,
            "long" => 1L,
            "ulong" => 1UL,
            _ => 1,
        },
        type);
}
