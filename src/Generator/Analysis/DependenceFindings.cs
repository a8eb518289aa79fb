using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;

namespace Fluxion.Generator.Analysis;

/// <summary>
/// What a user must hear about how a method depends on its parameters: derivatives that would be lost (errors), derivatives that are
/// dropped on purpose, and decisions that are held constant.
/// </summary>
internal sealed class DependenceFindings
{
    private readonly IrModule _module;
    private readonly Activity _activity;
    private readonly HashSet<Value> _decided = [];
    private readonly List<Finding> _findings = [];

    private DependenceFindings(IrModule module, Activity activity)
    {
        _module = module;
        _activity = activity;
    }

    /// <param name="module">After inlining.</param>
    public static IReadOnlyList<Finding> Find(IrModule module)
    {
        IrFunction root = module.Root;
        var memory = new MemoryClasses(root);
        Value[] inputs = [.. root.Parameters.Where(p => p.IsDifferentiated).Select(p => p.Content!)];
        IEnumerable<Value> outputs = root.Body.Terminator.Operands.Where(v => v.Type.IsDifferentiable)
            .Concat(inputs.Where(v => v.Type.IsMemory && memory.IsWritten(v)));
        var activity = new Activity(root, memory, inputs, outputs);
        var pass = new DependenceFindings(module, activity);
        foreach (IrParameter parameter in root.Parameters)
        {
            if (parameter.IsDifferentiated && !activity.IsUseful(parameter.Content!))
                pass._findings.Add(new Finding(AnalysisFindings.IndependentResult, -1, root.Name, parameter.Name));
        }

        pass.Visit(root.Body, null);
        foreach (KeyValuePair<string, IrFunction> callee in module.Functions)
        {
            if (callee.Value != root)
                pass.VisitCallee(callee.Value);
        }

        return [.. pass._findings.Distinct()];
    }

    // A callee that is not inlined is taken to be active in everything.
    private void VisitCallee(IrFunction callee)
    {
        var memory = new MemoryClasses(callee);
        Value[] inputs = [.. callee.Parameters.Where(p => p.Content is not null && p.Type.IsDifferentiable).Select(p => p.Content!)];
        IEnumerable<Value> outputs = callee.Body.Terminator.Operands.Where(v => v.Type.IsDifferentiable).Concat(inputs.Where(v => v.Type.IsMemory));
        var pass = new DependenceFindings(_module, new Activity(callee, memory, inputs, outputs));
        pass.Visit(callee.Body, null);
        _findings.AddRange(pass._findings);
    }

    private void Visit(Block block, LoopOp? loop)
    {
        foreach (Op op in block.Ops)
        {
            switch (op)
            {
                case ExternalOp external:
                    VisitExternal(external);
                    break;
                case ConvertOp { Result.Type.Kind: TypeKind.Integer or TypeKind.Opaque } convert when _activity.IsVaried(convert.Operands[0]):
                    Add(AnalysisFindings.DerivativeStops, op, Text(op));
                    break;
                case FunctionOp function when RuleBook.Get(function.Rule).IsPiecewiseConstant && function.Operands.Any(_activity.IsVaried)
                    && function.Results.Any(r => _activity.IsUseful(r)):
                    Add(AnalysisFindings.DerivativeStops, op, Text(op));
                    break;
                case ArithmeticOp { Code: Operator.Equal or Operator.NotEqual } comparison when comparison.Operands.Any(_activity.IsVaried):
                    Add(AnalysisFindings.ActiveEquality, op, Text(op));
                    break;
                case IfOp branch when loop is not null && IsDecided(branch.Condition) && LeavesLoop(branch):
                case ForOp counted when IsDecided(counted.Lower) || IsDecided(counted.Upper):
                    Add(AnalysisFindings.ActiveTripCount, op, Text(op));
                    break;
            }

            if (op.Operands.Any(IsDecided))
            {
                foreach (Value result in op.Results)
                    _decided.Add(result);
            }

            foreach (Block inner in op.Blocks)
            {
                Visit(inner, op switch { LoopOp own => own, ForOp => null, _ => loop });
                if (op is IfOp && inner.Terminator.FallsThrough)
                {
                    for (int i = 0; i < op.Results.Length; i++)
                    {
                        if (IsDecided(inner.Terminator.Operands[i]))
                            _decided.Add(op.Results[i]);
                    }
                }
            }
        }
    }

    private void VisitExternal(ExternalOp external)
    {
        if (external.IsPure && external.Results.All(r => !r.Type.IsDifferentiable))
            return;
        bool isLost = (!external.ReadsOnly && external.Operands.Any(operand => operand.Type.IsMemory && operand.Type.Shape != MemoryShape.ReadOnlySpan && _activity.IsVaried(operand)))
            || (external.Operands.Any(_activity.IsVaried) && external.Results.Any(_activity.IsUseful));
        if (isLost)
            Add(AnalysisFindings.ExternalCall, external, external.DisplayName);
    }

    // Whether the value is decided by an active one: itself, or a comparison or cast of it.
    private bool IsDecided(Value value) => _activity.IsVaried(value) || _decided.Contains(value);

    private static bool LeavesLoop(IfOp branch) => branch.Blocks.Any(b => b.Terminator.Kind == TerminatorKind.Exit);

    private string Text(Op op) => op.Site < 0 ? op.Mnemonic : _module.Sites[op.Site].Expression;

    private void Add(string id, Op op, params string[] arguments) => _findings.Add(new Finding(id, op.Site, [_module.Root.Name, .. arguments]));
}
