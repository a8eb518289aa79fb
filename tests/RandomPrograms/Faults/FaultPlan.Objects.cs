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
        new(
            "object.sum-order", "An element of an array in an object is read after what a call does to it on the right of +=.", "Lowering/Aliasing.cs",
            "op is CallOp && MayReach(scope, operand, memory)",
            "op is CallOp && false"),
        new(
            "object.replaced-element", "The derivatives of a new object in an array stay those of the object before it.", "Differentiation/ReverseSweep.Rows.cs",
            "block.Ops.Insert(block.Ops.IndexOf(store) + 1, new StoreOp(rows, row, store.Indices.ToArray()) { Site = store.Site });",
            "_ = (rows, row, block);"),
        new(
            "object.kept-element", "The derivatives of an object that another one replaces in an array are looked for in those of the other.", "Differentiation/ReverseSweep.Rows.cs",
            "_activity.Alias(dual, handle);",
            "_ = dual;"),
        new(
            "object.base", "What the constructor of a base computes is dropped.", "Lowering/Constructors.cs",
            "scope.Write(inherited, SourceCalls.Construct(scope, site, known, chained?.Arguments ?? []));",
            "_ = SourceCalls.Construct(scope, site, known, chained?.Arguments ?? []);"),
        new(
            "object.generic-initial", "The initial value of a field of a generic class keeps its type parameter.", "Lowering/Constructors.cs",
            "scope.Context = outer with { Types = types };",
            "_ = types;"),
    ];

    private static Fault[] Inlines =>
    [
        new(
            "inline.alias", "A copy of an inline array is the array itself.", "Lowering/InlineArrays.cs",
            "variable.Slot!.Count == 0 ? value : scope.Builder",
            "variable.Slot!.Count != -1 ? value : scope.Builder"),
        new(
            "inline.assigned", "An assignment to an inline array leaves out the last element.", "Lowering/InlineArrays.cs",
            "end = scope.Builder.Constant(count);",
            "end = scope.Builder.Constant(count - 1);"),
        new(
            "inline.returned", "An inline array that a caller passes by reference is returned without a copy.", "Lowering/InlineArrays.cs",
            "returned is ILocalReferenceOperation { Local: { IsRef: false } local } && Is(scope, returned.Type) && IsOwn(returned, local) && Members",
            "returned is ILocalReferenceOperation or IParameterReferenceOperation && Is(scope, returned.Type) && Members"),
    ];

    private static Fault[] States =>
    [
        new(
            "state.copied-back", "Derivatives of a state that starts as a parameter stay in the array that stands for its span.", "Differentiation/Duals.cs",
            "ends.Add(new CopyOp(copy.Result, span));",
            "_ = ends;"),
        new(
            "state.needed-copy", "The span takes the place of the array that a state or an object needs.", "Simplification/NeedlessCopies.cs",
            " || asArrays.Contains(end.Source))",
            ")"),
    ];

    private static Fault[] Lists =>
    [
        new(
            "list.append", "What is added to a list gets no adjoint.", "Differentiation/ReverseSweep.Lists.cs",
            "AddBar(append.Written[0], bar);",
            "_ = bar;"),
        new(
            "list.follow", "The derivatives of a list that a loop carries do not begin again where the list is cleared.", "Differentiation/ReverseSweep.Lists.cs",
            "forward.Append(new ClearOp(dual));",
            "_ = dual;"),
        new(
            "list.clear", "What a list held before it was cleared gets too many places back.", "Differentiation/ReverseSweep.Lists.cs",
            "Fetch(count)));",
            "Integer(Operator.Add, Fetch(count), _builder.Constant(1))));"),
        new(
            "list.tangent", "What is added to a list brings no tangent along.", "Differentiation/ForwardSweep.Simple.cs",
            "append.Written.ToArray().Select(v => Dot(v) ?? _builder.Default(v.Type))",
            "append.Written.ToArray().Select(v => _builder.Default(v.Type))"),
    ];

    private static Fault[] Numerics =>
    [
        new(
            "numeric.conjugate", "Adjoints of complex numbers are scaled by the derivative, not by its conjugate.", "Rules/HolomorphicRule.cs",
            "IsZero(a.Imaginary) ? a : a with { Imaginary = _builder.Negate(a.Imaginary) };",
            "a;"),
        new(
            "numeric.cos-sign", "The derivative of the complex cosine is +sin(z).", "Rules/ComplexFunctions.cs",
            """c.Negate(c.Multiply(s, c.Call("Sin", c.Argument(0))))""",
            """c.Multiply(s, c.Call("Sin", c.Argument(0)))"""),
        new(
            "numeric.cross-sign", "The first part of a cross product has the derivative of a sum.", "Rules/VectorFunctions.cs",
            "f.Subtract(f.Times(a[1], b[2]), f.Times(a[2], b[1])),",
            "f.Add(f.Times(a[1], b[2]), f.Times(a[2], b[1])),"),
        new(
            "numeric.normalize-turn", "What is across a normalized vector has the wrong sign.", "Rules/VectorFunctions.cs",
            "f.Negate(f.Times(f.Result(i), turn))",
            "f.Times(f.Result(i), turn)"),
    ];
}
