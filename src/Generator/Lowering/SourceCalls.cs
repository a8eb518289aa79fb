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
            if (AssignedVariables.Symbol(argument.Value) is { } symbol && !variables.Add(symbol))
                scope.FailReference(argument);
            if (targets[argument.Parameter!.Ordinal] is not ElementTarget element)
                continue;
            Value[] others = [.. operands.Where(o => o.Type.IsMemory), .. elements.Where(e => !AreDistinct(e.Indices, element.Indices)).Select(e => e.Memory)];
            scope.References.AddRange(others.Select(other => (argument, element.Memory, other)));
            elements.Add(element);
        }
    }

    private static bool AreDistinct(Value[] a, Value[] b) =>
        a.Zip(b, (x, y) => x.Definition is ConstantOp first && y.Definition is ConstantOp second && !first.Content.Equals(second.Content)).Any(differ => differ);
}
