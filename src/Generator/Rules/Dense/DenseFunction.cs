using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules.Dense;

/// <summary>A function of whole matrices, whose derivatives are functions of whole matrices again.</summary>
/// <param name="key">Its name, which tells variants apart.</param>
/// <param name="matrices">How many matrices it reads besides the one it writes to.</param>
internal abstract class DenseFunction(string key, int matrices)
{
    public string Key { get; } = key;

    public int Matrices { get; } = matrices;

    /// <summary>The class and method in C#.</summary>
    public virtual string Callee => "global::Fluxion.Numerics.Matrices." + Key;

    /// <summary>What is written behind the sizes.</summary>
    public virtual string Flags => "";

    /// <summary>Writes the tangent of the destination, from those of the matrices.</summary>
    public abstract void Push(DenseContext c);

    /// <summary>Adds to the adjoints of the matrices what that of the destination gives them, and makes it that of the destination's earlier content.</summary>
    public virtual void Pull(DenseContext c) => throw new InvalidOperationException($"{Key} is in derivatives only");
}

/// <summary>A function of <c>MatrixPartials</c> that is linear in each matrix: its tangent is a sum of calls, with one tangent in each.</summary>
/// <param name="name">The method.</param>
/// <param name="variant">What tells variants apart.</param>
/// <param name="flags">What is written behind the sizes.</param>
/// <param name="matrices">How many matrices it reads besides the one it writes to.</param>
/// <param name="overwrites">Whether nothing of what was there is left.</param>
internal sealed class LinearFunction(string name, int matrices, bool overwrites = false, string variant = "", string flags = "") : DenseFunction(name + variant, matrices)
{
    public override string Callee => "global::Fluxion.CompilerServices.MatrixPartials." + name;

    public override string Flags => flags;

    public override void Push(DenseContext c)
    {
        if (Matrices == 0)
            c.Call(Key, c.Change, [], c.Sizes);
        else if (overwrites && c.ChangeOf(0) is null)
            c.Clear(c.Change);
        for (int i = 0; i < Matrices; i++)
        {
            if (c.ChangeOf(i) is { } change)
                c.Call(Key, c.Change, [.. Enumerable.Range(0, Matrices).Select(j => j == i ? change : c.Matrix(j))], c.Sizes);
        }
    }
}
