using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;
using Fluxion.Generator.Rules.Tensors;

namespace Fluxion.Generator.Analysis;

/// <summary>
/// What a user must hear about how a method depends on its parameters: derivatives that would be lost (errors), derivatives that are
/// dropped on purpose, and decisions that are held constant.
/// </summary>
internal sealed class DependenceFindings
{
    private const string Returned = "Write what it does as a loop or with methods of your own; or, if it is to count as a constant, pass its result as a [Constant] parameter or use Derivative.Stop.";
    private const string Written = "Write what it does as a loop or with methods of your own.";

    private const string Resized = "Of what changes the number of a list's elements or their order, 'Add', 'AddRange' and 'Clear' are supported yet. Make another list, in a loop.";

    // The beginnings of the names of methods that leave a list as it is.
    private static readonly string[] LookInto = ["IndexOf", "LastIndexOf", "Contains", "BinarySearch", "Find", "Exists", "TrueForAll", "GetRange", "Slice"];
    private const string Callers = "The list is the caller's, whose derivatives are those of the elements that it comes with. Add to a list that is made here.";
    private const string Viewed = "A span does not follow a list that is added to. Read the list itself, or copy it with 'ToArray'.";
    private const string Fixed = "An array cannot be added to. Make a 'List' of it.";

    private const string Meant = "Use Derivative.Stop on its operand to say that this is meant.";
    private const string EachMeant = "Write a loop with Derivative.Stop on each element to say that this is meant.";

    private readonly IrModule _module;
    private readonly Activity _activity;
    private readonly Activity _through;
    private readonly Activity _reported;
    private readonly Value[] _inputs;
    private readonly Lazy<Overlap> _overlap;
    private readonly OpaqueFlow _held;
    private readonly OpaqueFlow _exposed;
    private readonly UnseenNumbers _unseen;
    private readonly HashSet<Value> _decided = [];
    private readonly List<Finding> _findings = [];

    private DependenceFindings(IrModule module, IrFunction function, MemoryClasses memory, Value[] inputs, Value[] outputs)
    {
        _inputs = inputs;
        _module = module;
        Activity activity = _activity = new Activity(function, memory, inputs, outputs);

        // What one call without a derivative makes of its arguments may be an argument of the next.
        _through = function.Body.AllOps().Any(op => op is ExternalOp { IsDerived: false, Operands.Length: > 0 }) ? new Activity(function, memory, inputs, outputs, throughExternals: true) : activity;

        // What is reported has derivatives, too.
        Value[] reported = [.. function.Body.AllOps().OfType<ReportOp>().Select(report => report.Operands[0])];
        _reported = reported.Length > 0 ? new Activity(function, memory, inputs, [.. outputs, .. reported]) : activity;
        _overlap = new(() => new Overlap(function.Parameters.Select(p => p.Content).OfType<Value>(), function.Body));
        bool IsCallersObject(Value value) => function != module.Root && value.Type.Kind == TypeKind.Opaque && function.Parameters.Any(p => p.Content == value);
        _held = new OpaqueFlow(function, activity.Memory, value => _through.IsVaried(value) || IsCallersObject(value), throughPureOnly: false);
        _exposed = new OpaqueFlow(function, activity.Memory, value => value.Type.IsMemory && activity.IsVaried(value), throughPureOnly: true);
        _unseen = new UnseenNumbers(module, function, activity);
    }

    /// <param name="module">After inlining.</param>
    public static IReadOnlyList<Finding> Find(IrModule module)
    {
        IrFunction root = module.Root;
        var memory = new MemoryClasses(root);
        Value[] inputs = [.. root.Parameters.Where(p => p.IsDifferentiated).Select(p => p.Content!)];
        Value[] outputs = [.. root.Body.Terminator.Operands.Where(v => v.Type.IsDifferentiable), .. inputs.Where(v => v.Type.IsMemory && memory.IsWritten(v))];
        var pass = new DependenceFindings(module, root, memory, inputs, outputs);
        // A struct is one parameter, of which some part may be unused. What only throws has not been written yet.
        foreach (IGrouping<string, IrParameter> parameter in root.Parameters.Where(p => p.IsDifferentiated).GroupBy(p => p.Name.Split('.')[0], StringComparer.Ordinal))
        {
            if (root.Body.Terminator.FallsThrough && !parameter.Any(p => pass._activity.IsUseful(p.Content!)))
                pass._findings.Add(new Finding(AnalysisFindings.IndependentResult, -1, root.Name, parameter.Key));
        }

        pass.Visit(root.Body, null);
        foreach (KeyValuePair<string, IrFunction> callee in module.Functions)
        {
            if (callee.Value != root)
                pass.VisitCallee(callee.Value);
        }

        // Where a derivative gets lost, the dependence does too, and one message is enough.
        bool isLost = pass._findings.Any(finding => finding.Id is AnalysisFindings.ExternalCall or AnalysisFindings.UnseenWrite);
        return [.. pass._findings.Distinct().Where(finding => !isLost || finding.Id is not (AnalysisFindings.IndependentResult or AnalysisFindings.DerivativeStops))];
    }

    // A callee that is not inlined is taken to be active in everything.
    private void VisitCallee(IrFunction callee)
    {
        var memory = new MemoryClasses(callee);
        Value[] inputs = [.. callee.Parameters.Where(p => p.Content is not null && p.Type.IsDifferentiable).Select(p => p.Content!)];
        Value[] outputs = [.. callee.Body.Terminator.Operands.Where(v => v.Type.IsDifferentiable), .. inputs.Where(v => v.Type.IsMemory)];
        var pass = new DependenceFindings(_module, callee, memory, inputs, outputs);
        pass.Visit(callee.Body, null);
        _findings.AddRange(pass._findings);
    }

    private void Visit(Block block, LoopOp? loop)
    {
        foreach (Op op in block.Ops)
        {
            if (_unseen.Field(op) is { } field)
            {
                Add(AnalysisFindings.ExternalCall, op, $"'{Text(op)}'", $"It comes from '{field}', whose type Fluxion does not look into. Mark that [Constant], if it is data, or keep the numbers in an array.");
                continue;
            }

            switch (op)
            {
                case ExternalOp external:
                    VisitExternal(external);
                    break;
                case CallOp call:
                    VisitCall(call);
                    break;
                case WriteOp write when _activity.Memory.Origin(write.Memory) is { } origin && (write.Written.ToArray().Any(IsLost) || origin.Operands.Any(IsExposed)):
                    Add(AnalysisFindings.UnseenWrite, op, origin.DisplayName.Trim('\''));
                    break;
                case AppendOp or ClearOp when _activity.IsVaried(op.Operands[0]) && IsCallersList(op.Operands[0]):
                    Add(AnalysisFindings.ExternalCall, op, $"'{Text(op)}'", Callers);
                    break;
                case SliceOp view when _activity.Memory.IsGrown(view.Result) && _activity.IsVaried(view.Result) && view.Memory.Type.IsResizable != view.Result.Type.IsResizable:
                    Add(AnalysisFindings.ExternalCall, op, $"'{Text(op)}'", view.Result.Type.IsResizable ? Fixed : Viewed);
                    break;
                case ConvertOp { Result.Type.Kind: TypeKind.Integer or TypeKind.Opaque } convert when _through.IsVaried(convert.Operands[0]):
                    Add(AnalysisFindings.DerivativeStops, op, Text(op), Meant);
                    break;
                case FunctionOp function when MarkedMethodRule.Of(function.Rule) is { } marked && function.Results.Any(_through.IsUseful) && Undifferentiated(marked, function) is { } data:
                    Add(AnalysisFindings.ExternalCall, op, $"'{Text(op)}'", $"Its argument '{data.Name ?? "number"}' carries a derivative and is data there. {Returned}");
                    break;
                case FunctionOp function when RuleBook.Get(function.Rule).IsPiecewiseConstant && function.Operands.Any(_through.IsVaried)
                    && function.Results.Any(r => !r.Type.IsFloating || _through.IsUseful(r)):
                    Add(AnalysisFindings.DerivativeStops, op, Text(op), Meant);
                    break;
                case TensorMapOp map when TensorBook.Of(map).IsPiecewiseConstant && map.Arguments.ToArray().Any(_through.IsVaried) && _through.IsUseful(map.Memory):
                    Add(AnalysisFindings.DerivativeStops, op, Text(op), EachMeant);
                    break;
                case ArithmeticOp { Code: Operator.Equal or Operator.NotEqual } comparison when comparison.Operands.Any(_through.IsVaried):
                    Add(AnalysisFindings.ActiveEquality, op, Text(op));
                    break;
                case IfOp branch when loop is not null && IsDecided(branch.Condition) && LeavesLoop(branch):
                case ForOp counted when IsDecided(counted.Lower) || IsDecided(counted.Upper):
                    Add(AnalysisFindings.ActiveTripCount, op, Text(op));
                    break;
            }

            // Elements vary, lengths do not.
            if (op is not LengthOp && op.Operands.Any(IsDecided))
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
        if (external.Results is [{ Type.Kind: TypeKind.Integer }] && external.Operands.Any(operand => operand.Type.IsFloating && _through.IsVaried(operand)))
            Add(AnalysisFindings.DerivativeStops, external, Text(external), Meant);
        if (external.IsPure && external.Results.All(r => !r.Type.IsDifferentiable))
            return;
        bool isWritten = !external.IsPure && !external.ReadsOnly
            && external.Operands.Any(operand => operand.Type is not { IsMemory: true, IsReadOnly: true } && IsExposed(operand));
        // What goes in may come out in a buffer that nothing else writes to.
        bool isPassedOn = !external.IsPure && !external.ReadsOnly && external.Operands.Any(IsLost)
            && external.Operands.Any(operand => operand.Type is { IsMemory: true, IsReadOnly: false } && _reported.IsUseful(operand));
        bool isLost = isWritten || isPassedOn
            || (external.Operands.Any(IsLost) && external.Results.Any(_reported.IsUseful));
        if (isLost)
            Add(AnalysisFindings.ExternalCall, external, external.DisplayName, WayOut(external));
    }

    private Value? Undifferentiated(MarkedMethodRule rule, FunctionOp call) =>
        call.Operands.Where((operand, i) => _through.IsVaried(operand) && !rule.Differentiates(i)).FirstOrDefault();

    private string WayOut(ExternalOp external) =>
        ChangesList(external) ? Resized
        : external.Operands.Where(IsLost).Select(operand => OtherNumbers.WayOut((operand.Type.Element ?? operand.Type).Name)).FirstOrDefault(way => way is not null)
        ?? (external.Results.Length == 0 ? Written : Returned);

    // A list whose gradient is asked for, or one that is data and gives back what is put into it.
    private bool IsCallersList(Value list) =>
        _activity.Memory.HoldsParameter(list) && (_activity.IsUseful(list) || _inputs.Any(input => _activity.Memory.Find(input) == _activity.Memory.Find(list)));

    private static bool ChangesList(ExternalOp external) =>
        external is { ReadsOnly: false, Operands: [{ Type.IsResizable: true }, ..], Text: ["", ['.', ..] call, ..] }
        && !LookInto.Any(name => call.StartsWith("." + name, StringComparison.Ordinal));

    // A callee that is not inlined has a derivative of its own, in which its parameters are distinct.
    private void VisitCall(CallOp call)
    {
        IrFunction callee = _module.Functions[call.Callee];
        IrParameter[] parameters = [.. callee.Parameters.Where(p => p.Mode != PassingMode.Out)];
        MemoryClasses inside = new(callee);
        for (int i = 0; i < call.Operands.Length; i++)
        {
            for (int j = i + 1; j < call.Operands.Length; j++)
            {
                Value first = call.Operands[i], second = call.Operands[j];
                if (first.Type.IsMemory && second.Type.IsMemory && _activity.Memory.Find(first) == _activity.Memory.Find(second)
                    && _activity.IsVaried(first) && _overlap.Value.May(first, second) && (inside.IsWritten(parameters[i].Content!) || inside.IsWritten(parameters[j].Content!)))
                {
                    Add(AnalysisFindings.OverlappingArguments, call, Text(call), parameters[i].Name, parameters[j].Name);
                }
            }
        }
    }

    // Whether something that must not get lost is in the value.
    private bool IsLost(Value value) => _through.IsVaried(value) || _held.Carries(value);

    // Whether the value is, or holds, memory whose elements must not be written unseen.
    private bool IsExposed(Value value) => value.Type.IsMemory ? _activity.IsVaried(value) : _exposed.Carries(value);

    // Whether the value is decided by an active one: itself, or a comparison or cast of it.
    private bool IsDecided(Value value) => _through.IsVaried(value) || _decided.Contains(value);

    private static bool LeavesLoop(IfOp branch) => branch.Blocks.Any(b => b.Terminator.Kind == TerminatorKind.Exit);

    private string Text(Op op) => op.Site < 0 ? op.Mnemonic : _module.Sites[op.Site].Expression;

    private void Add(string id, Op op, params string[] arguments) => _findings.Add(new Finding(id, op.Site, [_module.Root.Name, .. arguments]));
}
