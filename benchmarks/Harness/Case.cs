using System.Globalization;

namespace Benchmarks.Harness;

/// <summary>One model at one size, with all programs that differentiate it.</summary>
/// <param name="name">The model.</param>
/// <param name="size">How large it is.</param>
internal abstract class Case(string name, string size)
{
    private readonly List<Contestant> _contestants = [];

    public string Name { get; } = name;

    public string Size { get; } = size;

    /// <summary>The programs, the generated gradient and the value alone among them.</summary>
    public IReadOnlyList<Contestant> Contestants => _contestants;

    /// <summary>How many values and gradients one run computes: more than one where one takes only nanoseconds.</summary>
    public virtual int Calls => 1;

    /// <summary>The number of derivatives.</summary>
    public abstract int GradientLength { get; }

    /// <summary>What programs in other languages need, where the case is small enough for them.</summary>
    public virtual ExternalModel? External => null;

    public Contestant Fluxion => _contestants.Single(c => c.Name == Contestant.Fluxion);

    /// <summary>Makes the data. The same every time.</summary>
    public abstract void Prepare();

    public override string ToString() => $"{Name}, {Size}";

    protected void Add(string contestant, Func<double[], double> run) => _contestants.Add(new Contestant(contestant, run));

    /// <summary>Adds one contestant for each set of flags that the peers in C++ are compiled with.</summary>
    /// <param name="function">Its name in C++.</param>
    /// <param name="run">Calls the function at an address.</param>
    /// <param name="isTaped">Whether the case is small enough for programs that record every operation.</param>
    protected void AddNative(string function, Func<nint, double[], double> run, bool isTaped = true)
    {
        foreach (NativeLibraryBuild build in NativeLibraryBuild.Available)
            if ((isTaped || !build.IsTaped) && build.TryGetAddress(function, out nint address))
                Add(build.Name, gradient => run(address, gradient));
    }

    protected static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
