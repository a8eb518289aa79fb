using Benchmarks.Harness;
using Fluxion.RealPrograms.Tests.Programs;

namespace Benchmarks.Cases;

/// <summary>A hand of the size of ADBench's, made up: 22 bones, 26 parameters of the pose, and two for each of 100 points.</summary>
internal sealed class HandCase : Case
{
    private const int Bones = 22, Vertices = 544, Points = 100, Pose = 26;
    private HandModel _model = null!;
    private double[] _theta = null!, _us = null!;
    private int[] _correspondences = null!;
    private double[][] _points = null!;

    public HandCase() : base("hand, matrices", Text($"{Bones} bones, {Points} points"))
    {
        Add(Contestant.Value, _ => HandTracking.Misfit(_theta, _us, _model, _correspondences, _points));
        Add(Contestant.Fluxion, g => HandTracking.Gradient_Misfit(_theta, _us, _model, _correspondences, _points, g.AsSpan(0, Pose), g.AsSpan(Pose)));
    }

    public override int GradientLength => Pose + 2 * Points;

    public override void Prepare()
    {
        var random = new Random(20260101);
        // A wrist and a palm, then a chain of four bones for each finger.
        int[] parents = [-1, 0, .. Enumerable.Range(2, Bones - 2).Select(bone => (bone - 2) % 4 == 0 ? 1 : bone - 1)];
        double[,] positions = new double[Vertices, 3], weights = new double[Bones, Vertices];
        foreach (ref double position in Flat(positions))
            position = MadeUp.Normal(random);
        for (int vertex = 0; vertex < Vertices; vertex++)
            (weights[vertex % Bones, vertex], weights[(vertex + 1) % Bones, vertex]) = (0.7, 0.3);
        _model = new HandModel(
            parents, [.. Enumerable.Range(0, Bones).Select(_ => Shift())], [.. Enumerable.Range(0, Bones).Select(_ => Shift())], positions, weights,
            [.. Enumerable.Range(0, Vertices - 2).Select(first => new[] { first, first + 1, first + 2 })]);
        (_theta, _us) = (MadeUp.Normals(Pose, 0.2), [.. Enumerable.Range(0, 2 * Points).Select(_ => 0.4 * random.NextDouble())]);
        _correspondences = [.. Enumerable.Range(0, Points).Select(_ => random.Next(Vertices - 2))];
        _points = [.. Enumerable.Range(0, Points).Select(_ => new[] { MadeUp.Normal(random), MadeUp.Normal(random), MadeUp.Normal(random) })];

        double[,] Shift() => new[,]
        {
            { 1, 0, 0, 0.1 * MadeUp.Normal(random) }, { 0, 1, 0, 0.1 * MadeUp.Normal(random) }, { 0, 0, 1, 0.1 * MadeUp.Normal(random) }, { 0, 0, 0, 1 },
        };

        static Span<double> Flat(double[,] matrix) => System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref matrix[0, 0], matrix.Length);
    }
}
