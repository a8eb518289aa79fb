using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

// Calls of Fluxion.Numerics.Matrices.
public sealed partial class TensorGenerator
{
    private sealed partial class Call
    {
        // What comes out is kept small by what follows.
        private IReadOnlyList<Stmt>? Dense() => count is 1 or 4 && Rng.Chance(0.5) ? Factor(count == 1 ? 1 : 2) : Product();

        private IReadOnlyList<Stmt>? Product()
        {
            int rows = Rng.Pick([.. Enumerable.Range(1, count).Where(size => count % size == 0)]), columns = count / rows, inner = 1 + Rng.Below(3);
            if (Apart(rows * inner) is not { } a || Apart(inner * columns) is not { } b)
                return null;
            string function = Rng.Pick(["Multiply", "Multiply", "AddProduct", "SubtractProduct"]) + Rng.Pick(["", "FirstTransposed", "SecondTransposed"]);
            return [new DenseStep(function, [a, b], written, [rows, inner, columns]), Again(Rng.Pick(["Tanh", "Sin", "Sigmoid"]))];
        }

        // The factor of a matrix with elements below 1 and a larger diagonal, in place, and then a system with it.
        private List<Stmt> Factor(int n)
        {
            List<Stmt> statements = [Again(Rng.Pick(["Tanh", "Sin"])), new DenseStep("Cholesky", [written], written, [n], Raised: 3)];
            BufferVar[] others = [.. generator.Usable.Where(b => b.Type == type && b.IsWritable && b.Root != target.Root && Count(b) % n == 0)];
            if (others.Length > 0 && Rng.Chance(0.7))
            {
                BufferVar chosen = Rng.Pick(others);
                BufferExpr x = generator.Whole(chosen), b = Rng.Chance(0.4) ? x : Apart(Count(chosen), chosen) ?? x;
                string system = Rng.Pick(["SolveLower", "SolveLowerTransposed", "SolveUpper", "SolveUpperTransposed"]);
                statements.Add(new DenseStep(system, [written, b], x, [n, Count(chosen) / n]));
                statements.Add(new TensorMap(type, Rng.Pick(["Tanh", "Sin"]), [x], x));
            }

            if (Rng.Chance(0.7))
                statements.Add(Map("Multiply", written, Literal(0.6)));
            return statements;
        }

        // So many elements that are neither the destination's nor another buffer's.
        private BufferExpr? Apart(int size, BufferVar? other = null)
        {
            BufferVar[] sources = [.. generator.Usable.Where(b => b.Type == type && b.Root != target.Root && b.Root != other?.Root && (Count(b) == size || (generator.CanCut(b) && Count(b) > size)))];
            if (sources.Length == 0)
                return null;
            BufferVar source = Rng.Pick(sources);
            return Count(source) > size ? generator.Part(source, size) : generator.Whole(source);
        }
    }
}
