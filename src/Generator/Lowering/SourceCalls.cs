using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Calls of methods whose source is known: they are lowered too.</summary>
internal static class SourceCalls
{
    public static Content? Lower(FunctionScope scope, IInvocationOperation call, IMethodSymbol callee)
    {
        var values = new Content?[callee.Parameters.Length];
        var targets = new Target?[callee.Parameters.Length];
        foreach (IArgumentOperation argument in call.Arguments)
        {
            int position = argument.Parameter!.Ordinal;
            if (argument.Parameter.RefKind is RefKind.Ref or RefKind.Out)
                targets[position] = Targets.Evaluate(scope, argument.Value);
            else
                values[position] = Expressions.Lower(scope, argument.Value);
        }

        scope.At(call);
        List<Value> operands = [];
        for (int i = 0; i < values.Length; i++)
        {
            IParameterSymbol parameter = callee.Parameters[i];
            if (parameter.RefKind == RefKind.Out)
                continue;
            Content content = targets[i]?.Read(scope) ?? values[i] ?? scope.Placeholder(parameter.Type);
            content = Tuples.Shaped(scope, content, parameter.Type);
            Add(content, parameter.Type);
        }

        CheckReferences(scope, call, targets, operands);
        string key = scope.Module.Request(callee, scope.SiteOf(call));
        Queue<Value> results = new();
        Content? returned = callee.ReturnsVoid ? null : Shape(scope, callee.ReturnType, results);
        var delivered = new Content?[targets.Length];
        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i] is not null)
                delivered[i] = Shape(scope, callee.Parameters[i].Type, results);
        }

        scope.Builder.Append(new CallOp(key, [.. operands], [.. results]));
        for (int i = 0; i < targets.Length; i++)
            targets[i]?.Write(scope, delivered[i]!);
        return returned;

        void Add(Content content, ITypeSymbol type)
        {
            if (content.Elements is { } elements && TypeMap.IsTuple(type))
            {
                var fields = ((INamedTypeSymbol)type).TupleElements;
                for (int i = 0; i < elements.Length; i++)
                    Add(elements[i], fields[i].Type);
            }
            else
            {
                operands.Add(Conversions.Coerce(scope, content.Value!, scope.TypeOf(type)));
            }
        }
    }

    private static Content Shape(FunctionScope scope, ITypeSymbol type, Queue<Value> results)
    {
        if (TypeMap.IsTuple(type))
            return new Content([.. ((INamedTypeSymbol)type).TupleElements.Select(field => Shape(scope, field.Type, results))]);
        var value = new Value(scope.TypeOf(type));
        results.Enqueue(value);
        return new Content(value);
    }

    // References are passed by copying in and out, which is the same only as long as no two of them are the same place.
    private static void CheckReferences(FunctionScope scope, IInvocationOperation call, Target?[] targets, List<Value> operands)
    {
        HashSet<ISymbol> variables = new(SymbolEqualityComparer.Default);
        List<ElementTarget> elements = [];
        foreach (IArgumentOperation argument in call.Arguments.Where(a => a.Parameter!.RefKind is RefKind.Ref or RefKind.Out))
        {
            bool mayAlias = AssignedVariables.Symbol(argument.Value) is { } symbol && !variables.Add(symbol);
            if (targets[argument.Parameter!.Ordinal] is ElementTarget element)
            {
                mayAlias |= operands.Any(operand => operand.Type.IsMemory && Aliasing.MayOverlap(scope, operand, element.Memory))
                    || elements.Any(other => Aliasing.MayOverlap(scope, other.Memory, element.Memory) && !AreDistinct(other.Indices, element.Indices));
                elements.Add(element);
            }

            if (mayAlias)
                scope.Fail(LoweringFindings.ByReference, argument, SourceText.Of(argument.Value.Syntax));
        }
    }

    private static bool AreDistinct(Value[] a, Value[] b) =>
        a.Zip(b, (x, y) => x.Definition is ConstantOp first && y.Definition is ConstantOp second && !first.Content.Equals(second.Content)).Any(differ => differ);
}
