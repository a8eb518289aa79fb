using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

internal sealed partial class ObjectiveWriter
{
    private bool IsSingle => _declaration.Return.Parts[0].Scalar == IrType.Float;

    // A local function cannot be called from here: its tangent, in whatever direction, has its value.
    private IReadOnlyList<string> ResidualsBody(string point)
    {
        var body = new List<string>();
        if (_declaration.IsLocalFunction)
        {
            body.Add($"return {Widened($"{TangentCall(point, point, body)}.Value")};");
            return body;
        }

        List<string> arguments = [.. Arguments(point, body)];
        body.Add($"return {Widened(MethodCall(point, arguments))};");
        return body;
    }

    private IReadOnlyList<string> TangentBody(string point, string direction)
    {
        var body = new List<string>();
        string call = TangentCall(point, direction, body);
        if (IsSingle)
        {
            body.Add($"({_declaration.Return.Text} Value, {_declaration.Return.Text} Dot) {_result} = {call};");
            body.Add($"return ({Widened(_result + ".Value")}, {Widened(_result + ".Dot")});");
        }
        else
        {
            body.Add($"return {call};");
        }

        return body;
    }

    // The gradient of half the sum of squares is the pullback of the residuals themselves.
    private IReadOnlyList<string> PullbackBody(string point, string gradient, IReadOnlyCollection<string> written)
    {
        var body = new List<string>();
        Parameter[] changed = [.. _declaration.Buffers.Where(p => written.Contains(p.Name))];
        string residuals = Unique("residuals"), type = _declaration.Return.Text;
        string call = _declaration.IsLocalFunction ? $"{TangentCall(point, point, body)}.Value" : MethodCall(point, Arguments(point, body));
        // The array that is returned may be one of those that are filled with the point again.
        body.Add($"{type} {residuals} = {(changed.Length > 0 ? $"({type}){call}.Clone()" : call)};");
        foreach (Parameter p in changed)
            Argument(p, point, body);
        body.Add($"{gradient}.Clear();");
        var after = new List<string>();
        string[] bars = [.. _declaration.Differentiated.Select(p => Bar(p, gradient, body, after))];
        body.Add($"{Receiver(point)}Pullback_{_declaration.Name}({string.Join(", ", [.. Arguments(point, []), residuals, .. bars])});");
        body.AddRange(after);
        body.Add($"return {Buffers}.HalfSumOfSquares({residuals});");
        return body;
    }

    private string MethodCall(string point, IEnumerable<string> arguments) =>
        $"{Receiver(point)}{(_declaration.IsInstance ? _declaration.Identifier : _declaration.Callee)}({string.Join(", ", arguments)})";

    private string TangentCall(string point, string direction, List<string> body)
    {
        List<string> arguments = [.. Arguments(point, body), .. _declaration.Differentiated.Select(p => Direction(p, direction, body))];
        return $"{Receiver(point)}Tangent_{_declaration.Name}({string.Join(", ", arguments)})";
    }

    // Where a pullback adds: the gradient itself, or zeros that go there afterwards.
    private string Bar(Parameter p, string gradient, List<string> body, List<string> after)
    {
        if (p.IsBuffer)
        {
            string destination = Destination(p, p.Names.Bar, gradient, after);
            if (p.Type.IsJagged)
                body.Add($"{Buffers}.Clear({destination});");
            else if (p.Number == IrType.Float)
                body.Add($"{destination}.Clear();");
            return destination;
        }

        if (p.Shape is null && p.Number == IrType.Double)
            return $"ref {gradient}[{_slots[p].Offset}]";
        string own = Unique(p.Names.Bar + "Value");
        body.Add($"{p.Type.Name} {own} = default;");
        after.AddRange(p.Shape is { } shape
            ? shape.Numbers.Select((leaf, i) => $"{gradient}[{_leaves[p][i]}] = {own}{leaf.Path};")
            : [$"{gradient}[{_slots[p].Offset}] = {own};"]);
        return $"ref {own}";
    }

    private string Widened(string residuals) => IsSingle ? $"{Buffers}.Widened({residuals})" : residuals;
}
