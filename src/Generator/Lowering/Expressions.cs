using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Which kind of expression is lowered where.</summary>
internal static class Expressions
{
    /// <summary>An expression statement: the result, if any, is not used.</summary>
    public static void Statement(FunctionScope scope, IOperation expression)
    {
        switch (expression)
        {
            case ISimpleAssignmentOperation or ICompoundAssignmentOperation or ICoalesceAssignmentOperation or IIncrementOrDecrementOperation:
                Assignments.Lower(scope, expression, isUsed: false);
                break;
            case IInvocationOperation invocation:
                Calls.Lower(scope, invocation);
                break;
            case IConditionalAccessOperation access:
                NullTests.Statement(scope, access);
                break;
            default:
                Lower(scope, expression);
                break;
        }
    }

    /// <summary>The single value of an expression; what is taken apart becomes an opaque value.</summary>
    public static Value Scalar(FunctionScope scope, IOperation expression)
    {
        Content content = Lower(scope, expression);
        if (content.Value is { Type.IsMemory: true } && InlineArrays.Is(scope, expression.Type))
            content = InlineArrays.Fail(scope, expression);
        return content.Value ?? Packing.Pack(scope, content, expression.Type!);
    }

    /// <summary>Null for <c>throw</c> expressions.</summary>
    public static Content? LowerOrThrow(FunctionScope scope, IOperation expression)
    {
        IOperation inner = expression is IConversionOperation { Operand: IThrowOperation operand } ? operand : expression;
        if (inner is not IThrowOperation @throw)
            return Lower(scope, expression);
        Exits.Throw(scope, @throw);
        return null;
    }

    public static Content Lower(FunctionScope scope, IOperation expression)
    {
        if (expression.ConstantValue.HasValue && expression.Type is not null && expression is not IAssignmentOperation)
            return new Content(Literals.Constant(scope, expression));
        switch (expression)
        {
            case IParenthesizedOperation parenthesized:
                return Lower(scope, parenthesized.Operand);
            case ITranslatedQueryOperation query:
                return Lower(scope, query.Operation);
            case ILocalReferenceOperation { IsDeclaration: true } declared:
                return scope.Read(scope.Declare(declared.Local, declared.Local.Type, declared.Local.Name));
            case IParameterReferenceOperation when scope.Find(AssignedVariables.Symbol(expression)!) is null && Objects.Kept(scope, expression) is { } kept:
                scope.At(expression);
                return kept.Read(scope);
            case ILocalReferenceOperation or IParameterReferenceOperation:
                return Variable(scope, expression);
            case IConversionOperation conversion:
                return Conversions.Lower(scope, conversion);
            case IBinaryOperation binary:
                return Operators.Binary(scope, binary);
            case ITupleBinaryOperation binary:
                return new Content(Tuples.Compare(scope, binary));
            case IUnaryOperation unary:
                return Operators.Unary(scope, unary);
            case IConditionalOperation conditional:
                return Conditionals.Expression(scope, conditional);
            case ISwitchExpressionOperation choice:
                return Switches.Expression(scope, choice);
            case IIsPatternOperation test:
                return new Content(Patterns.Is(scope, test));
            case ISimpleAssignmentOperation or ICompoundAssignmentOperation or ICoalesceAssignmentOperation or IIncrementOrDecrementOperation:
                return Assignments.Lower(scope, expression, isUsed: true);
            case IDeconstructionAssignmentOperation deconstruction:
                return Tuples.Deconstruct(scope, deconstruction);
            case ITupleOperation tuple:
                return Tuples.Create(scope, tuple);
            case IInvocationOperation invocation:
                return Calls.Lower(scope, invocation) ?? scope.Placeholder(invocation.Type);
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation:
                return Elements.Read(scope, expression);
            case IPropertyReferenceOperation property:
                return Members.Property(scope, property);
            case IFieldReferenceOperation field:
                return Members.Field(scope, field);
            case IInstanceReferenceOperation { Type.IsReferenceType: true } when scope.This is { Elements: not null }:
                return scope.Fail(LoweringFindings.Expression, expression, SourceText.Of(expression.Syntax), "a constructor that passes its object on, or calls its methods, is not supported yet. Do that after 'new'.");
            case IConditionalAccessOperation access:
                return NullTests.Expression(scope, access);
            case IConditionalAccessInstanceOperation when scope.Accessed.Count > 0:
                return new Content(scope.Accessed.Peek());
            case IInstanceReferenceOperation when scope.This is { } self:
                return InlineArrays.Copy(scope, self);
            case IInlineArrayAccessOperation:
                return Elements.Read(scope, expression);
            case IObjectCreationOperation creation when InlineArrays.Is(scope, creation.Type):
                return InlineArrays.Create(scope, creation);
            case IObjectCreationOperation creation when Objects.CanCreate(scope, creation):
                return Objects.Create(scope, creation);
            case IObjectCreationOperation creation when Lists.Create(scope, creation) is { } list:
                return list;
            case IWithOperation with when Objects.CopyObstacle(scope, with.Type) is null && Objects.IsOpen(scope, with.Type) && Objects.CanMake(scope, with.Type!):
                return Objects.With(scope, with);
            case IObjectCreationOperation creation when Matrices.IsMatrix(creation.Type) && Matrices.Create(scope, creation) is { } matrix:
                return matrix;
            case IWithOperation with when Matrices.IsMatrix(with.Type):
                return Matrices.With(scope, with);
            case IObjectCreationOperation { Type.IsTupleType: false } creation when scope.PartsOf(creation.Type) is not null:
                return Structs.Create(scope, creation);
            case IWithOperation with when scope.PartsOf(with.Type) is not null:
                return Structs.With(scope, with);
            case IAnonymousObjectCreationOperation { Syntax: QueryClauseSyntax } clause:
                return new Content([.. clause.Initializers.OfType<ISimpleAssignmentOperation>().Select(variable => Lower(scope, variable.Value))]);
            case IArrayCreationOperation creation:
                return new Content(Allocations.Array(scope, creation));
            case ICollectionExpressionOperation collection:
                return new Content(Allocations.Collection(scope, collection));
            case IDefaultValueOperation or ILiteralOperation:
                return Literals.Default(scope, expression);
            case { Kind: OperationKind.None, Syntax: StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax }:
                return new Content(Allocations.OnStack(scope, expression));
            default:
                return ExternalExpressions.Lower(scope, expression);
        }
    }

    private static Content Variable(FunctionScope scope, IOperation expression)
    {
        ISymbol symbol = AssignedVariables.Symbol(expression)!;
        if (scope.Find(symbol) is { } variable)
            return InlineArrays.Copy(scope, variable);
        if (scope.FindReference(symbol) is { } place)
        {
            scope.At(expression);
            return place.Read(scope);
        }

        if (scope.FindCallee(symbol) is not null)
            return scope.Fail(LoweringFindings.Expression, expression, symbol.Name, Closures.OnlyCalled);
        scope.FailUnknown(expression, symbol);
        return scope.Placeholder(expression.Type);
    }
}
