namespace Fluxion.RandomPrograms.Faults;

/// <summary>Faults of what becomes of objects.</summary>
public static partial class FaultPlan
{
    private static Fault[] Objects =>
    [
        new(
            "object.kept-array", "An array that an object is given counts as another than the one in its field.", "Analysis/MemoryClasses.cs",
            "Union(create.Operands[i], leaves[i]);",
            "_ = leaves[i];"),
        new(
            "object.created", "What fields are given at first gets no adjoint.", "Differentiation/ReverseSweep.Memory.cs",
            "AddBar(given, _builder.Load(place));",
            "_ = place;"),
        new(
            "object.activity", "A new object is not active, whatever its fields are given.", "Analysis/Activity.cs",
            "flow(create.Operands[i], fields[i]);",
            "_ = fields[i];"),
        new(
            "object.repeated-read", "A field is read once although something writes to it.", "Simplification/RepeatedReads.cs",
            " && !_memory.IsWritten(load.Memory))",
            ")"),
        new(
            "object.read-in-callee", "Reads of fields are merged where two parameters of a callee count as two objects.", "Simplification/Inliner.cs",
            "Invariants.Forward(copy);",
            "Invariants.Forward(copy); RepeatedReads.Run(copy);"),
    ];
}
