using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

/// <summary>
/// What <c>Derivative.Report</c> becomes: in the function whose tangent <c>Report_F</c> runs, a list that is returned in the place of the value; in all
/// others, nothing.
/// </summary>
internal static class Reports
{
    /// <summary>The names in the order of their first places in the text; the list refers to them by number.</summary>
    public static IReadOnlyList<string> Names(IrFunction root) => [.. root.Body.AllOps().OfType<ReportOp>().Select(report => report.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>The module without reports.</summary>
    public static IrModule Drop(IrModule module) =>
        !Has(module.Root) && !module.Functions.Values.Any(Has) ? module
        : new IrModule(Dropped(module.Root), module.Functions.ToDictionary(pair => pair.Key, pair => Dropped(pair.Value), StringComparer.Ordinal), module.Sites);

    /// <summary>
    /// The module with a root that returns an array instead of its value: for each report that it came by, the number of its name, and what was reported. A
    /// recursive call of the root reports nothing.
    /// </summary>
    public static IrModule Collect(IrModule module)
    {
        IReadOnlyList<string> names = Names(module.Root);
        IrFunction root = Cloner.Clone(module.Root);
        var list = new AllocateOp([], new Value(IrType.List(IrType.Double), "reports"), onStack: false);
        Visit(root.Body, (builder, report) =>
        {
            builder.Append(new AppendOp(list.Result, [builder.Constant(names.ToList().IndexOf(report.Name), IrType.Double)]));
            builder.Append(new AppendOp(list.Result, [builder.Convert(report.Operands[0], IrType.Double, isImplicit: true)]));
        });
        root.Body.Ops.Insert(0, list);
        Value all = new Builder(root.Body).Append(new SnapshotOp(list.Result, new Value(IrType.Array(IrType.Double)))).Result;
        int[] delivered = [.. Enumerable.Range(0, root.Results.Count).Where(i => root.Results[i].Parameter is not null)];
        root.Body.Terminator = Terminator.Yield([all, .. delivered.Select(i => root.Body.Terminator.Operands[i])]);
        var collecting = new IrFunction(root.Key, root.Name, root.Parameters, [new IrResult(all.Type), .. delivered.Select(i => root.Results[i])], root.Body);
        return new IrModule(collecting, module.Functions.ToDictionary(pair => pair.Key, pair => Dropped(pair.Value), StringComparer.Ordinal), module.Sites);
    }

    private static bool Has(IrFunction function) => function.Body.AllOps().Any(op => op is ReportOp);

    private static IrFunction Dropped(IrFunction function)
    {
        if (!Has(function))
            return function;
        IrFunction copy = Cloner.Clone(function);
        Visit(copy.Body, (_, _) => { });
        return copy;
    }

    private static void Visit(Block block, Action<Builder, ReportOp> replace)
    {
        List<Op> ops = block.Ops;
        block.Ops = new List<Op>(ops.Count);
        foreach (Op op in ops)
        {
            foreach (Block inner in op.Blocks)
                Visit(inner, replace);
            if (op is ReportOp report)
                replace(new Builder(block) { Site = op.Site }, report);
            else
                block.Ops.Add(op);
        }
    }
}
