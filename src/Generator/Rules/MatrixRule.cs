using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>
/// The derivative of a function with respect to one argument, as C# of whole matrices, vectors and numbers: <c>{0}</c>, <c>{1}</c> are the
/// arguments, <c>{F:0}</c> a function F of one, <c>{r}</c> the result, <c>{b}</c> its adjoint, <c>{d}</c> the tangent of the argument.
/// </summary>
/// <param name="Pull">What the adjoint of the result contributes to that of the argument.</param>
/// <param name="Push">How the result changes with the argument.</param>
internal sealed record MatrixPartial(string Pull, string Push);

/// <summary>
/// The rule of a function of matrices: one <see cref="MatrixPartial"/> for each argument, null for one without derivative. Where the
/// function gives several results that do not belong together, the last one has the derivative.
/// </summary>
internal sealed class MatrixRule(string key, string latex, string[] methods, params MatrixPartial?[] partials) : JointRule(key, latex, methods)
{
    public override void Pull(RuleContext context, Value?[] bars, Action<int, Value> add)
    {
        var whole = new Whole(context);
        if (whole.Joined(bars) is not { } bar)
            return;
        for (int argument = 0; argument < partials.Length; argument++)
        {
            if (partials[argument] is not { } partial || !whole.IsActive(argument))
                continue;
            Value[] contributions = whole.Parts(whole.Write(partial.Pull, whole.TypeOf(argument), Key, bar), context.Form?.Arguments[argument]);
            for (int i = 0; i < contributions.Length; i++)
                add(whole.First(argument) + i, contributions[i]);
        }
    }

    public override Value?[] Push(RuleContext context, Value?[] dots)
    {
        var whole = new Whole(context);
        Value? sum = null;
        for (int argument = 0; argument < partials.Length; argument++)
        {
            if (partials[argument] is not { } partial || whole.Joined(dots, argument) is not { } dot)
                continue;
            Value change = whole.Write(partial.Push, whole.ResultType, Key, dot);
            sum = sum is null ? change : context.Builder.External(["(", " + ", ")"], whole.ResultType, Key, sum, change);
        }

        if (sum is null)
            return new Value?[context.ResultCount];
        Value[] changes = whole.Parts(sum, context.Form?.Result);
        return [.. new Value?[context.ResultCount - changes.Length], .. changes];
    }

    /// <summary>A call in whole arguments and a whole result.</summary>
    private sealed class Whole(RuleContext context)
    {
        public IrType ResultType => context.Form?.Result?.Type ?? context.TypeOfResult;

        public IrType TypeOf(int argument) => context.Form?.Arguments[argument]?.Type ?? context.TypeOf(First(argument));

        /// <summary>The position of an argument's first part among the operands.</summary>
        public int First(int argument) => Enumerable.Range(0, argument).Sum(Width);

        public bool IsActive(int argument) => Enumerable.Range(First(argument), Width(argument)).Any(context.IsActive);

        /// <summary>The adjoint of the result; null for 0.</summary>
        public Value? Joined(Value?[] bars) => Joined(bars, context.Form?.Result);

        /// <summary>The tangent of an argument; null for 0.</summary>
        public Value? Joined(Value?[] dots, int argument) => Joined([.. dots.Skip(First(argument)).Take(Width(argument))], context.Form?.Arguments[argument]);

        public Value[] Parts(Value value, StructForm? form) => form is null ? [value] : context.Builder.Unpack(form, value);

        public Value Write(string template, IrType type, string name, Value derivative)
        {
            // Between braces stands what goes there.
            string[] pieces = template.Split('{', '}');
            string[] text = [.. pieces.Where((_, i) => i % 2 == 0)];
            Value[] operands = [.. pieces.Where((_, i) => i % 2 == 1).Select(Place)];
            return text is ["(", " * ", ")"] && Builder.IsConstant(operands[1], 1) ? operands[0] : context.Builder.External(text, type, name, operands);

            Value Place(string place) => place switch
            {
                "b" or "d" => derivative,
                "r" => Result(),
                [var only] => Argument(only - '0'),
                [.. var function, ':', var argument] => context.Builder.Helper(function, TypeOf(argument - '0'), Argument(argument - '0')),
                _ => throw new ArgumentException("not a place: " + place, nameof(template)),
            };
        }

        private Value? Joined(Value?[] parts, StructForm? form) =>
            form is null ? parts[parts.Length - 1]
            : parts.All(part => part is null) ? null
            : context.Builder.Pack(form, [.. parts.Select(part => part ?? context.Builder.Constant(0, form.PartType))]);

        private Value Argument(int argument) => context.Form?.Arguments[argument] is { } form
            ? context.Builder.Pack(form, [.. Enumerable.Range(First(argument), form.Members.Length).Select(context.Operand)])
            : context.Operand(First(argument));

        private Value Result() => context.Form?.Result is { } form
            ? context.Builder.Pack(form, [.. Enumerable.Range(0, form.Members.Length).Select(context.Result)])
            : context.Result(context.ResultCount - 1);

        private int Width(int argument) => context.Form?.Arguments[argument]?.Members.Length ?? 1;
    }
}
