namespace Fluxion.RandomPrograms.Faults;

/// <summary>A mistake that the generator can be told to make.</summary>
/// <param name="Id">What the generator's switch is set to.</param>
/// <param name="Description">Where it is planted, and what is done wrong there.</param>
public sealed record Fault(string Id, string Description);

/// <summary>Every fault that the random programs must notice.</summary>
public static class FaultPlan
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        .. Rules, .. Adjoints, .. Loops, .. Storage, .. Memory, .. Calls, .. Facts, .. Tangents, .. Contract,
    ];

    private static Fault[] Rules =>
    [
        new("rule.cos-sign", "The partial of Cos is +sin(x)."),
        new("rule.tanh-square", "The partial of Tanh is 1 − t instead of 1 − t²."),
        new("rule.exp-argument", "The partial of Exp is its argument instead of its result."),
        new("rule.log-reciprocal", "The partial of Log is x instead of 1/x."),
        new("rule.sqrt-half", "The partial of Sqrt lacks the factor ½."),
        new("rule.pow-base", "The partial of Pow by its base uses the exponent p instead of p − 1."),
        new("rule.pow-exponent", "Pow has no partial by its exponent."),
        new("rule.atan2-swap", "The partials of Atan2 are exchanged."),
        new("rule.divide-sign", "The partial of a quotient by its denominator has the wrong sign."),
        new("rule.multiply-operand", "Both partials of a product are its right operand."),
        new("rule.subtract-sign", "The right operand of a difference gets the adjoint with a plus sign."),
        new("rule.abs-one", "The partial of Abs is 1 everywhere."),
        new("rule.max-loser", "Max passes its adjoint to the smaller operand."),
        new("rule.fma-addend", "FusedMultiplyAdd passes nothing to its addend."),
    ];

    private static Fault[] Adjoints =>
    [
        new("adjoint.accumulate-overwrites", "A value used more than once keeps the adjoint of its first use only: xBar = … instead of xBar += …"),
        new("adjoint.block-order", "The adjoints of a straight block run in the order of the primal."),
        new("adjoint.if-swapped", "The reverse of an If runs the adjoint of the other branch."),
        new("adjoint.if-other-side", "A value merged by an If passes its adjoint to both sides, whichever ran."),
        new("adjoint.conditional-mask", "A conditional expression passes its adjoint to the operand that was not taken."),
        new("adjoint.early-return", "What follows an early return is reversed even if the return was taken."),
        new("adjoint.switch-last", "The last section of a Switch has no adjoint."),
    ];

    private static Fault[] Loops =>
    [
        new("loop.order", "The reverse of a loop visits the iterations first to last."),
        new("loop.trip-count", "The reverse of a loop runs one iteration too few."),
        new("loop.carried-kept", "The adjoint of a carried value is not reset before an iteration's contribution is added."),
        new("loop.carried-sequential", "Adjoints of carried values are copied one after the other instead of in parallel."),
        new("loop.break-skipped", "The last, partial iteration of a loop left by break is not reversed."),
        new("loop.break-whole", "The last, partial iteration of a loop left by break is reversed as if it had been whole."),
        new("loop.exit-id", "A return inside a loop is taken for the normal exit when its seed is distributed."),
        new("loop.continue-whole", "An iteration left by continue is reversed as if it had been whole."),
        new("loop.header", "The last evaluation of a while loop's header is not reversed."),
    ];

    private static Fault[] Storage =>
    [
        new("store.missed-push", "A value that the adjoint needs and the loop overwrites is not kept: the reverse reads the last one."),
        new("store.first-out", "Kept values are read back in the order in which they were kept."),
        new("store.nested-slot", "A value kept in an inner loop has one slot for all outer iterations."),
        new("store.stale-load", "A load that the adjoint needs is recomputed although the element was overwritten in between."),
        new("store.stale-condition", "A branch decision is recomputed from operands that have changed since."),
        new("store.stale-index", "An index that changed after it was used is not kept."),
    ];

    private static Fault[] Memory =>
    [
        new("memory.kill-missing", "The adjoint of an element is not set to zero where the primal overwrote it."),
        new("memory.kill-early", "The adjoint of an overwritten element is set to zero before it is passed on."),
        new("memory.accumulate-kills", "x[i] += v is reversed as if it were x[i] = v."),
        new("memory.alias-separate", "Another name for a buffer has an adjoint of its own."),
        new("memory.slice-offset", "The adjoint of a slice begins at the start of the buffer."),
        new("memory.swap", "The adjoints of two buffers do not change places where the buffers do."),
        new("memory.local-kept", "The adjoint of a local buffer is not cleared when the buffer is made anew."),
        new("memory.scratch", "Active values written into a [Constant] buffer lose their derivative."),
    ];

    private static Fault[] Calls =>
    [
        new("call.seed", "The pullback of a callee is called with the seed 1."),
        new("call.arguments", "The adjoints of a callee's first two differentiated arguments are exchanged."),
        new("call.buffer-bar", "A buffer argument's adjoint on entry to the callee's pullback is zero."),
        new("call.out-kill", "The adjoint of a variable passed as out is not set to zero after the call was reversed."),
        new("call.overwritten-argument", "The callee's pullback reads arguments as they are after the call, not as they were."),
        new("call.tuple-element", "The second element of a tuple result has no adjoint."),
    ];

    private static Fault[] Facts =>
    [
        new("activity.one-pass", "Activity through loops is not iterated to a fixpoint."),
        new("activity.memory", "An active value stored in a buffer does not make later loads from it active."),
        new("activity.float-cast", "A conversion between double and float ends activity."),
    ];

    private static Fault[] Tangents =>
    [
        new("tangent.product", "The tangent of a product lacks its second term."),
        new("tangent.store", "A store does not store the dot."),
        new("tangent.swap", "A parallel assignment assigns the dots one after the other."),
    ];

    private static Fault[] Contract =>
    [
        new("contract.into-accumulates", "The overload of Gradient that writes into spans does not clear them first."),
        new("contract.pullback-overwrites", "Pullback overwrites the bars of scalars instead of adding to them."),
        new("contract.jacobian-columns", "The columns of Jacobian are in reverse order of declaration."),
        new("contract.reassociated", "a + b + c is emitted as a + (b + c) in the forward sweep."),
    ];
}
