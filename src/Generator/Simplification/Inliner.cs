using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Simplification;

/// <summary>
/// Puts the bodies of callees in place of their calls, bottom up, so that their loops take part in the schedules of the caller and their
/// values need not be computed twice. Functions that call themselves, directly or in a circle, stay functions, and so do callees that
/// would make the result too long to read.
/// </summary>
internal sealed class Inliner(IrModule module)
{
    /// <summary>In operations of the function inlined into.</summary>
    private const int LongestResult = 1500;

    /// <summary>The same where an array comes back, whose adjoints cannot cross a call yet, or an object is passed, which cannot be kept as it was at the call.</summary>
    private const int LongestResultWithMemory = 6000;

    private readonly Dictionary<string, IrFunction> _done = [];
    private readonly HashSet<string> _recursive = FindRecursive(module);

    /// <summary>The root with its calls inlined, and the functions that are still called, likewise.</summary>
    public static IrModule Inline(IrModule module)
    {
        var inliner = new Inliner(module);
        IrFunction root = inliner.Inline(module.Root);
        RepeatedReads.Run(root);
        SharedScratch.Run(root);
        Hoisting.Run(root);
        Sinking.Run(root, isCallee: false);
        var called = new Dictionary<string, IrFunction>(StringComparer.Ordinal);
        inliner.Collect(root, called);
        return new IrModule(root, called, module.Sites);
    }

    private void Collect(IrFunction function, Dictionary<string, IrFunction> called)
    {
        foreach (CallOp call in function.Body.AllOps().OfType<CallOp>())
        {
            if (called.ContainsKey(call.Callee))
                continue;
            IrFunction callee = Inlined(call.Callee);
            called.Add(call.Callee, callee);

            // Not before: where a callee is put in place of its call, two of its parameters may be one object.
            RepeatedReads.Run(callee);
            Hoisting.Run(callee);
            Sinking.Run(callee, isCallee: true);
            Collect(callee, called);
        }
    }

    private IrFunction Inlined(string key)
    {
        if (!_done.TryGetValue(key, out IrFunction? function))
        {
            function = Inline(module.Functions[key]);
            _done.Add(key, function);
        }

        return function;
    }

    private IrFunction Inline(IrFunction function)
    {
        IrFunction copy = Cloner.Clone(function);
        int size = copy.Body.AllOps().Count();
        InlineCalls(copy.Body, inLoop: false, ref size);
        // Loops carry every part of a struct that they change a part of.
        Invariants.Forward(copy);
        return copy;
    }

    private void InlineCalls(Block block, bool inLoop, ref int size)
    {
        var replaced = new Cloner();
        var ops = new List<Op>(block.Ops.Count);
        foreach (Op op in block.Ops)
        {
            for (int i = 0; i < op.Operands.Length; i++)
                op.Operands[i] = replaced[op.Operands[i]];
            if (op is CallOp call && !_recursive.Contains(call.Callee) && Inlined(call.Callee) is var callee
                && callee.Body.AllOps().Count() is var length && size + length < LongestWith(call))
            {
                size += length;
                Block body = Body(call, callee, inLoop);
                ops.AddRange(body.Ops);
                if (!body.Terminator.FallsThrough)
                {
                    block.Ops = ops;
                    block.Terminator = body.Terminator;
                    return;
                }

                for (int i = 0; i < call.Results.Length; i++)
                {
                    Value result = body.Terminator.Operands[i];
                    if ((result.Name is null || result.IsNameLent) && call.Results[i].Name is { } name && result.Definition is not (null or ConstantOp))
                        (result.Name, result.IsNameLent) = (name, false);
                    replaced.Map(call.Results[i], result);
                }

                continue;
            }

            foreach (Block inner in op.Blocks)
            {
                Substitute(inner, replaced);
                InlineCalls(inner, inLoop || op is ForOp or LoopOp, ref size);
            }

            ops.Add(op);
        }

        block.Ops = ops;
        Substitute(block.Terminator, replaced);
    }

    private static int LongestWith(CallOp call) =>
        call.Results.Any(result => result.Type.IsMemory) || call.Operands.Any(operand => operand.Type.IsObject) ? LongestResultWithMemory : LongestResult;

    private static void Substitute(Block block, Cloner replaced)
    {
        foreach (Op op in block.Ops)
        {
            for (int i = 0; i < op.Operands.Length; i++)
                op.Operands[i] = replaced[op.Operands[i]];
            foreach (Block inner in op.Blocks)
                Substitute(inner, replaced);
        }

        Substitute(block.Terminator, replaced);
    }

    private static void Substitute(Terminator terminator, Cloner replaced)
    {
        for (int i = 0; i < terminator.Operands.Length; i++)
            terminator.Operands[i] = replaced[terminator.Operands[i]];
    }

    private Block Body(CallOp call, IrFunction callee, bool inLoop)
    {
        var sites = new Dictionary<int, int>();
        var cloner = new Cloner { MapSite = site => Site(site, call.Site, sites) };
        int argument = 0;
        foreach (IrParameter parameter in callee.Parameters)
        {
            if (parameter.Content is not { } content)
                continue;
            Value operand = call.Operands[argument++];

            // An argument that is an expression reads better under the parameter's name.
            if (operand is { Name: null, Definition: not (null or ConstantOp) })
                (operand.Name, operand.IsNameLent) = (parameter.Name, true);
            cloner.Map(content, operand);
        }

        Block body = cloner.Clone(callee.Body);
        if (inLoop)
            Unstack(body);
        return body;
    }

    // A callee's stack memory is freed when it returns; inlined into a loop it would pile up.
    private static void Unstack(Block block)
    {
        for (int i = 0; i < block.Ops.Count; i++)
        {
            if (block.Ops[i] is AllocateOp { OnStack: true } allocate)
                block.Ops[i] = new AllocateOp(allocate.Operands, allocate.Result, onStack: false) { Site = allocate.Site };
            foreach (Block inner in block.Ops[i].Blocks)
                Unstack(inner);
        }
    }

    private int Site(int site, int call, Dictionary<int, int> sites)
    {
        if (!sites.TryGetValue(site, out int mapped))
        {
            SiteInfo info = module.Sites[site];
            int caller = info.Caller < 0 ? call : Site(info.Caller, call, sites);
            mapped = module.Sites.Count;
            module.Sites.Add(info with { Caller = caller });
            sites.Add(site, mapped);
        }

        return mapped;
    }

    private static HashSet<string> FindRecursive(IrModule module)
    {
        Dictionary<string, string[]> calls = module.Functions.ToDictionary(
            entry => entry.Key,
            entry => entry.Value.Body.AllOps().OfType<CallOp>().Select(call => call.Callee).Distinct().ToArray());
        var recursive = new HashSet<string>(StringComparer.Ordinal);
        foreach (string key in calls.Keys)
        {
            var reached = new HashSet<string>(StringComparer.Ordinal);
            var open = new Stack<string>(calls[key]);
            while (open.Count > 0)
            {
                string next = open.Pop();
                if (!reached.Add(next))
                    continue;
                foreach (string callee in calls[next])
                    open.Push(callee);
            }

            if (reached.Contains(key))
                recursive.Add(key);
        }

        return recursive;
    }
}
