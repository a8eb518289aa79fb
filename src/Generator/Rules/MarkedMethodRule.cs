using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>
/// The derivative of a marked method of another assembly, a function of numbers: by the companions that it has there. Its key holds all there is to know,
/// so that it is found like any other rule, and the IR refers to nothing outside of it.
/// </summary>
internal sealed class MarkedMethodRule : Rule
{
    private const string Prefix = "marked|";

    private readonly string _type;
    private readonly Level[] _levels;

    private MarkedMethodRule(string key)
        : base(key)
    {
        (Steepness, MayThrow) = (Steepness.Anywhere, true);
        string[] parts = key.Split('|');
        (_type, Method) = (parts[1], parts[2]);
        _levels = [.. Enumerable.Range(0, (parts.Length - 3) / 3).Select(i => new Level(parts[(3 * i) + 3], parts[(3 * i) + 4], parts[(3 * i) + 5].Split(',')))];
    }

    /// <summary>The name of the method.</summary>
    public string Method { get; }

    public override string Latex => $@"\operatorname{{{Method}}}";

    /// <summary>The rule with a key, if that is one of these.</summary>
    public static MarkedMethodRule? Of(string key) => key.StartsWith(Prefix, StringComparison.Ordinal) ? new MarkedMethodRule(key) : null;

    /// <param name="type">That has the method, as C# writes it.</param>
    /// <param name="method">Its name.</param>
    /// <param name="levels">The companions for the first, second and third order, as far as they are there.</param>
    public static string KeyOf(string type, string method, IEnumerable<Level> levels) =>
        Prefix + string.Join("|", levels.SelectMany(level => new[] { level.Companion, level.Result, string.Join(",", level.Members) }).Prepend(method).Prepend(type));

    /// <summary>Whether the method has a derivative with respect to a parameter.</summary>
    public bool Differentiates(int parameter) => _levels[0].Members[parameter].Length > 0;

    public override Value? Scale(RuleContext context, int operand, int result, Value factor)
    {
        if (!Differentiates(operand))
            return null;
        Value gradient = Call(context.Builder, 0, [.. Enumerable.Range(0, context.Arity).Select(context.Operand)]);
        return context.Guard(factor, context.Builder.Multiply(factor, Member(context.Builder, gradient, _levels[0].Members[operand], context.Type)));
    }

    /// <summary>
    /// How a member of what a companion returns changes. The arguments of the companion are those of the method, then a direction or two, each with a number for
    /// each differentiated parameter.
    /// </summary>
    /// <param name="builder">Appends what is needed.</param>
    /// <param name="member">The member: <c>gradient.dMean</c>.</param>
    /// <param name="dot">How an argument changes; null where it does not.</param>
    /// <param name="isKnown">Whether there is a companion for it.</param>
    /// <returns>Null where no argument changes.</returns>
    public Value? Change(Builder builder, ExternalOp member, Func<Value, Value?> dot, out bool isKnown)
    {
        var call = (ExternalOp)member.Operands[0].Definition!;
        string[] own = _levels[0].Members;
        int count = own.Length, differentiated = own.Count(name => name.Length > 0), level = (call.Operands.Length - count) / differentiated;
        Value[] arguments = [.. call.Operands.Take(count)], directions = [.. call.Operands.Skip(count)];
        int parameter = Array.IndexOf(_levels[level].Members, member.Text[1].Substring(1));
        Value[] changing = [.. arguments.Where((_, i) => own[i].Length > 0)];
        isKnown = level + 1 < _levels.Length || changing.All(value => dot(value) is null);
        if (!isKnown)
            return null;
        Value? sum = Along(level + 1, [.. arguments, .. directions], changing);

        // The directions change, too: the product is linear in them.
        return level == 0 ? sum : Along(level, arguments, directions) is not { } further ? sum : sum is null ? further : builder.Add(sum, further);

        Value? Along(int order, Value[] before, Value[] moving)
        {
            if (moving.All(value => dot(value) is null))
                return null;
            Value[] dots = [.. moving.Select(value => dot(value) ?? builder.Constant(0, value.Type))];
            return Member(builder, Call(builder, order, [.. before, .. dots]), _levels[order].Members[parameter], member.Result.Type);
        }
    }

    private Value Call(Builder builder, int level, Value[] arguments)
    {
        string[] text = [$"{_type}.{_levels[level].Companion}(", .. Enumerable.Repeat(", ", arguments.Length - 1), ")"];
        return builder.Append(new ExternalOp(text, arguments, [new Value(IrType.Opaque(_levels[level].Result))], isPure: true, Method) { Rule = Key }).Result;
    }

    private Value Member(Builder builder, Value whole, string name, IrType type) =>
        builder.Append(new ExternalOp(["", "." + name], [whole], [new Value(type)], isPure: true, Method) { Rule = Key }).Result;

    /// <param name="Companion">Its name.</param>
    /// <param name="Result">The tuple that it returns, as C# writes it.</param>
    /// <param name="Members">The member of the tuple for each parameter of the method; empty for one without derivative.</param>
    internal sealed record Level(string Companion, string Result, string[] Members);
}
