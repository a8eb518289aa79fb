using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>
/// Writes a function as the C# of one method, at most C# 12: decides what is written inside expressions, gives values variables, shapes
/// branches and loops, and prints. The text is independent of the machine and ends each line with a line feed.
/// </summary>
internal static class MethodEmitter
{
    /// <summary>
    /// The attribute of what works on lanes: what the JIT learns about loops over vectors from the first runs, of code that is not optimised, makes them several times slower.
    /// </summary>
    public const string OptimizedAtOnce =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]";

    /// <summary>A companion: head, prologue, body, and the delivery of the results.</summary>
    /// <param name="companion">The function and where its results go.</param>
    /// <param name="shape">The text around the body.</param>
    /// <param name="sites">What comments quote.</param>
    /// <param name="calleeName">From <see cref="CallOp.Callee"/> to the C# that is called.</param>
    /// <param name="isChecked">Whether the project compiles integer arithmetic as checked.</param>
    public static IReadOnlyList<string> Emit(
        Companion companion, MethodShape shape, IReadOnlyList<SiteInfo> sites, Func<string, string> calleeName, bool isChecked = false)
    {
        var writer = new CodeWriter();
        foreach (string line in shape.Head)
            writer.Line(line);
        writer.Line("{");
        writer.Indent();
        foreach (string line in shape.Prologue)
            writer.Line(line);
        if (shape.Prologue.Count > 0)
            writer.Gap();
        Body(writer, companion, shape, sites, calleeName, isChecked);
        writer.Outdent();
        writer.Line("}");
        return writer.ToLines();
    }

    /// <summary>A static method, of a class that is private itself, for a function that is called: all results are returned, as a tuple if there are several.</summary>
    /// <param name="function">The function.</param>
    /// <param name="name">The method's name.</param>
    /// <param name="sites">What comments quote.</param>
    /// <param name="calleeName">From <see cref="CallOp.Callee"/> to the C# that is called.</param>
    /// <param name="isChecked">Whether the project compiles integer arithmetic as checked.</param>
    /// <param name="fields">The class with the methods that reach private fields.</param>
    public static IReadOnlyList<string> EmitHelper(
        IrFunction function, string name, IReadOnlyList<SiteInfo> sites, Func<string, string> calleeName, bool isChecked = false, string fields = "")
    {
        IEnumerable<string> results = function.Results.Select(result => result.Type.Name);
        string type = function.Results.Count switch
        {
            0 => "void",
            1 => function.Results[0].Type.Name,
            _ => $"({string.Join(", ", results)})",
        };
        IEnumerable<IrParameter> byValue = function.Parameters.Where(p => p.Content is not null).Select(p => p with { Mode = PassingMode.Value });
        var helper = new IrFunction(function.Key, function.Name, [.. byValue], function.Results, function.Body);
        string parameters = string.Join(", ", helper.Parameters.Select(p => $"{(p.Type.Kind == TypeKind.Tape ? "ref " : "")}{p.Type.Name} {Names.Escape(p.Name)}"));
        var deliveries = Enumerable.Repeat(new Delivery(DeliveryKind.Return), function.Results.Count).ToList();
        var shape = new MethodShape([.. function.IsInLanes ? [OptimizedAtOnce] : Array.Empty<string>(), $"internal static {type} {name}({parameters})"], [], [name]) { Fields = fields };
        return Emit(new Companion(helper, deliveries), shape, sites, calleeName, isChecked);
    }

    private static void Body(
        CodeWriter writer, Companion companion, MethodShape shape, IReadOnlyList<SiteInfo> sites, Func<string, string> calleeName, bool isChecked)
    {
        IrFunction function = companion.Function;
        RowUpdates.Settle(function);
        StackMemory.Settle(function.Body);
        BranchFree.Settle(function.Body);
        GuardedBlocks.Settle(function.Body);
        FieldHandles.Settle(function.Body);
        JoinedUpdates.Settle(function.Body);
        JoinedTapes.Settle(function.Body);
        TapeBlocks.Settle(function.Body);
        var needs = new Needs(function);
        var inlining = new Inlining(function, companion.Deliveries, needs);
        Scope body = new StatementBuilder(function, companion.Deliveries, needs, inlining).Build();
        PushOrder.Improve(body, inlining);
        var interference = new Interference(function, body, inlining);
        var variables = new Variables(function, companion.Deliveries, body, interference, inlining);
        new Shaping(variables, inlining, body).Shape();
        new Declarations(variables, inlining).Place(body);
        _ = new Names(variables, shape.ReservedNames, body.OfType<Return>().FirstOrDefault()?.Values[0]);
        var expressions = new Expressions(variables, inlining, calleeName, shape.Fields, isChecked);
        new StatementWriter(writer, expressions, variables, inlining, sites, shape.ReturnFormat).Write(body);
    }
}
