using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>The rule of an element of a matrix that is read: the call form says which.</summary>
internal sealed class ElementRule() : JointRule("Matrix.Element", "{0}")
{
    public override void Pull(RuleContext context, Value?[] bars, Action<int, Value> add)
    {
        if (bars[0] is { } bar)
            add(0, MatrixElements.Make(context.Builder, context.TypeOf(0), [(Name(context), bar)]));
    }

    public override Value?[] Push(RuleContext context, Value?[] dots) => [dots[0] is { } dot ? MatrixElements.Read(context.Builder, dot, Name(context)) : null];

    // m.M11
    private static string Name(RuleContext context) => context.Form!.Text[1].Substring(1);
}

/// <summary>The rule of a matrix with other values for some elements: the call form says for which.</summary>
internal sealed class ElementChangeRule() : JointRule("Matrix.With", "{0}")
{
    public override void Pull(RuleContext context, Value?[] bars, Action<int, Value> add)
    {
        if (bars[0] is not { } bar)
            return;
        string[] names = MatrixElements.Changed(context.Form!.Text);
        if (context.IsActive(0))
            add(0, MatrixElements.With(context.Builder, bar, names, new Value?[names.Length]));
        for (int i = 0; i < names.Length; i++)
        {
            if (context.IsActive(i + 1) && MatrixElements.Read(context.Builder, bar, names[i]) is { } element)
                add(i + 1, element);
        }
    }

    public override Value?[] Push(RuleContext context, Value?[] dots)
    {
        string[] names = MatrixElements.Changed(context.Form!.Text);
        Value?[] elements = [.. dots.Skip(1)];
        return
        [
            dots[0] is { } matrix ? MatrixElements.With(context.Builder, matrix, names, elements)
            : elements.All(element => element is null) ? null
            : MatrixElements.Make(context.Builder, context.TypeOf(0), MatrixElements.Present(names, elements)),
        ];
    }
}

/// <summary>The rule of a matrix that is made of its elements.</summary>
internal sealed class ElementsRule() : JointRule("Matrix.Create", @"\left({0}, \ldots\right)")
{
    public override void Pull(RuleContext context, Value?[] bars, Action<int, Value> add)
    {
        for (int i = 0; i < context.Arity; i++)
        {
            if (bars[0] is { } bar && context.IsActive(i) && MatrixElements.Read(context.Builder, bar, context.Type.Fields[i].Name) is { } element)
                add(i, element);
        }
    }

    public override Value?[] Push(RuleContext context, Value?[] dots)
    {
        (string, Value)[] elements = MatrixElements.Present(context.Type.Fields.Select(field => field.Name), dots);
        return [elements.Length == 0 ? null : MatrixElements.Make(context.Builder, context.Type, elements)];
    }
}
