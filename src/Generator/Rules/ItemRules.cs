using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>The rule of a part of a vector by an index: the last operand.</summary>
internal sealed class ItemRule() : JointRule("Vector.Item", "{0}_{{1}}")
{
    public override void Pull(RuleContext context, Value?[] bars, Action<int, Value> add)
    {
        for (int part = 0; part < context.Arity - 1; part++)
        {
            if (bars[0] is { } bar && context.IsActive(part))
                add(part, context.Builder.Select(IsIndex(context, context.Arity - 1, part), bar, context.Constant(0)));
        }
    }

    public override Value?[] Push(RuleContext context, Value?[] dots) => [Item(context, [.. dots.Take(context.Arity - 1)], context.Form!.Arguments[0]!, context.Arity - 1)];

    /// <summary>Whether the index says this part.</summary>
    public static Value IsIndex(RuleContext context, int index, int part) => context.Builder.Compare(Operator.Equal, context.Operand(index), context.Builder.Constant(part));

    /// <summary>The part that the index says; null where all are 0.</summary>
    public static Value? Item(RuleContext context, Value?[] parts, StructForm form, int index) => parts.All(part => part is null) ? null
        : context.Builder.External(["", "[", "]"], form.PartType, "Vector.Item", Whole(context, parts, form), context.Operand(index));

    public static Value Whole(RuleContext context, Value?[] parts, StructForm form) => context.Builder.Pack(form, [.. parts.Select(part => part ?? context.Constant(0))]);
}

/// <summary>The rule of a vector with another part at an index: operands are the parts, the index, the new part.</summary>
internal sealed class ItemChangeRule() : JointRule("Vector.WithItem", "{0}")
{
    public override void Pull(RuleContext context, Value?[] bars, Action<int, Value> add)
    {
        int index = context.Arity - 2;
        for (int part = 0; part < index; part++)
        {
            if (bars[part] is { } bar && context.IsActive(part))
                add(part, context.Builder.Select(ItemRule.IsIndex(context, index, part), context.Constant(0), bar));
        }

        if (context.IsActive(index + 1) && ItemRule.Item(context, bars, context.Form!.Result!, index) is { } item)
            add(index + 1, item);
    }

    public override Value?[] Push(RuleContext context, Value?[] dots)
    {
        int index = context.Arity - 2;
        if (dots.All(dot => dot is null))
            return new Value?[context.ResultCount];
        StructForm form = context.Form!.Result!;
        Value whole = ItemRule.Whole(context, [.. dots.Take(index)], form);
        return context.Builder.Unpack(form, context.Builder.External(context.Form.Text, form.Type, "Vector.WithItem", whole, context.Operand(index), dots[index + 1] ?? context.Constant(0)));
    }
}
