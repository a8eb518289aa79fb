using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>State that changes from turn to turn: a variable for one array after the other, and spans that take turns.</summary>
public sealed partial class BufferGenerator
{
    private bool HasState => context.Allows(Construct.Alias | Construct.ArrayReplacement) && context.Scope.Buffers.Any(b => b.IsState);

    /// <summary>A variable that starts as another name for an array and will be assigned others.</summary>
    public Stmt? State()
    {
        BufferVar[] sources = [.. context.Scope.Buffers.Where(b => b is { Kind: BufferKind.Array, IsWritable: true })];
        if (sources.Length == 0 || !context.Allows(Construct.Alias | Construct.ArrayReplacement))
            return null;
        BufferVar source = Rng.Pick(sources);
        string name = context.FreshBuffer();
        context.Scope.Add(new BufferVar(name, BufferKind.Array, source.Type, source.Rows) { IsState = true }, source);
        return new Alias(source.Type, name, BufferKind.Array, new BufferRef(source.Name, source.Kind));
    }

    /// <summary>Another array for the variable: what a helper makes, a copy, or a new one.</summary>
    public NextState? Next()
    {
        BufferVar[] states = [.. context.Scope.Buffers.Where(b => b.IsState)];
        if (states.Length == 0)
            return null;
        BufferVar state = Rng.Pick(states);
        var next = new NextState(state.Type, state.Name, null, false, [], state.Rows);
        switch (Rng.Weighted(4, 2, 1, context.Type == state.Type ? 6 : 0))
        {
            case 0:
                return next with { Values = [.. Enumerable.Range(0, state.Rows).Select(i => i < 3 ? expressions.Below(ExpressionGenerator.Cap, state.Type, i == 0 ? 2 : 1) : expressions.Element(state))] };
            case 1:
                return next with { Source = new BufferRef(state.Name, state.Kind), Copied = true };
            case 3 when context.Helpers.FirstOrDefault(h => h is { Result: ResultKind.Array, IsLambda: false } && h.Parameters[0].Rows == state.Rows) is { } helper && expressions.Calls.Of(helper) is { } call:
                return next with { Source = new BufferCall(call) };
            default:
                return next;
        }
    }

    /// <summary>Two spans of two buffers, which change places later.</summary>
    public IEnumerable<Stmt> Turns()
    {
        BufferVar[] sources = [.. context.Scope.Buffers.Where(b => b is { IsFlat: true, IsWritable: true, IsOnStack: false })];
        if (sources.Length == 0 || !context.Allows(Construct.BufferSwap | Construct.Span))
            return [];
        BufferVar left = Rng.Pick(sources);
        BufferVar[] partners = [.. sources.Where(b => b.Root != left.Root && b.Rows == left.Rows && b.Type == left.Type)];
        if (partners.Length == 0)
            return [];
        BufferVar right = Rng.Pick(partners);
        context.Scope.Merge(left, right);
        return [Turning(left), Turning(right)];
    }

    private Alias Turning(BufferVar source)
    {
        string name = context.FreshBuffer();
        context.Scope.Add(new BufferVar(name, BufferKind.Span, source.Type, source.Rows) { TakesTurns = true }, source);
        return new Alias(source.Type, name, BufferKind.Span, new BufferRef(source.Name, source.Kind));
    }
}
