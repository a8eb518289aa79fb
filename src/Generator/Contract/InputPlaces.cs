using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>Where each input begins in a vector of all inputs, which are flattened in order of declaration.</summary>
internal sealed class InputPlaces
{
    private readonly Dictionary<Parameter, string> _places = [];

    /// <param name="declaration">The method.</param>
    /// <param name="scope">Names the variables that hold places behind buffers.</param>
    /// <param name="lines">Receives their declarations.</param>
    public InputPlaces(Declaration declaration, NameScope scope, List<string> lines)
    {
        Parameter[] inputs = [.. declaration.Differentiated];
        string? last = null;
        int constant = 0;
        foreach (Parameter p in inputs)
        {
            _places.Add(p, last is null ? Formatting.Invariant(constant) : constant == 0 ? last : $"{last} + {Formatting.Invariant(constant)}");
            if (p.IsBuffer && p != inputs[inputs.Length - 1])
            {
                string next = scope.Local("after" + char.ToUpperInvariant(p.Name[0]) + p.Name.Substring(1));
                lines.Add($"int {next} = {JacobianWriter.Sum([_places[p], Count(p)])};");
                (last, constant) = (next, 0);
            }
            else if (!p.IsBuffer)
            {
                constant += int.Parse(Count(p), System.Globalization.CultureInfo.InvariantCulture);
            }
        }
    }

    /// <summary>The C# of where an input begins.</summary>
    public string this[Parameter p] => _places[p];

    /// <summary>The C# of the place of one of the numbers of an input that is no buffer.</summary>
    public string Of(Parameter p, int part) =>
        part == 0 ? _places[p]
        : int.TryParse(_places[p], out int constant) ? Formatting.Invariant(constant + part)
        : $"{_places[p]} + {Formatting.Invariant(part)}";

    /// <summary>The C# of how many numbers an input has.</summary>
    public static string Count(Parameter p) =>
        p.Shape is { } shape ? Formatting.Invariant(shape.Numbers.Count)
        : !p.IsBuffer ? "1"
        : p.Type.IsJagged ? $"{Prologue.Buffers}.TotalLength({p.Identifier})"
        : Numbers.Times(p, p.Length);
}
