namespace Fluxion.Generator.Ir;

/// <summary>When two numbers are the same because they are computed alike, as the index of <c>a[i + 1] = a[i + 1] * b</c>.</summary>
internal static class Congruence
{
    /// <param name="a">A value.</param>
    /// <param name="b">Another one.</param>
    /// <param name="canonical">What a value is known to be, where that is more than itself.</param>
    /// <param name="isLike">Which other operations give the same for the same operands.</param>
    public static bool AreSame(Value a, Value b, Func<Value, Value>? canonical = null, Func<Op, Op, bool>? isLike = null)
    {
        if (canonical is not null)
            (a, b) = (canonical(a), canonical(b));
        if (a == b)
            return true;
        return a.Definition is { } first && b.Definition is { } second && a.Type == b.Type && (IsComputed(first) || isLike?.Invoke(first, second) == true)
            && first.Mnemonic == second.Mnemonic && first.Operands.Length == second.Operands.Length
            && Array.IndexOf(first.Results, a) == Array.IndexOf(second.Results, b)
            && first.Operands.Zip(second.Operands, (x, y) => AreSame(x, y, canonical, isLike)).All(same => same);
    }

    private static bool IsComputed(Op op) => op is ConstantOp or ArithmeticOp or ConvertOp or LengthOp { Memory.Type.IsResizable: false };
}
