using Fluxion.CompilerServices;

namespace Fluxion;

public partial class Objective<T>
{
    /// <summary>The same objective with another start.</summary>
    /// <remarks>It shares scratch buffers with this one: the two must not be called at the same time from several threads.</remarks>
    /// <param name="start">The start. An array that is null leaves the start of its elements as it is, and so do elements that are fixed.</param>
    /// <returns>A new objective; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">A shape is another, or the start is outside the bounds.</exception>
    public virtual Objective<T> WithStart(T start)
    {
        double[] point = [.. _start];
        Flatten(start, point);
        return Changed(point, _lower, _upper);
    }

    /// <summary>The same objective with another start, flattened.</summary>
    /// <remarks>It shares scratch buffers with this one: the two must not be called at the same time from several threads.</remarks>
    /// <param name="start">The start: <see cref="Count"/> elements.</param>
    /// <returns>A new objective; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">The length is another, or the start is outside the bounds.</exception>
    public virtual Objective<T> WithStart(ReadOnlySpan<double> start)
    {
        Buffers.CheckLength(start.Length, Count, nameof(start), Name);
        return Changed(start.ToArray(), _lower, _upper);
    }

    /// <summary>The same objective with bounds, in the shape of the parameters.</summary>
    /// <remarks>It shares scratch buffers with this one: the two must not be called at the same time from several threads.</remarks>
    /// <param name="lower">
    /// The lower bounds; <see cref="double.NegativeInfinity"/> for none. An array that is null leaves those of its elements as they are.
    /// </param>
    /// <param name="upper">The upper ones; <see cref="double.PositiveInfinity"/> for none.</param>
    /// <returns>A new objective; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">A shape is another, a bound is not a number, bounds cross, or the start is outside of them.</exception>
    public virtual Objective<T> WithBounds(T lower, T upper)
    {
        double[] lowest = Lower.ToArray(), highest = Upper.ToArray();
        Flatten(lower, lowest);
        Flatten(upper, highest);
        return Changed(_start, lowest, highest);
    }

    /// <summary>The same objective with bounds for some of its elements.</summary>
    /// <remarks>It shares scratch buffers with this one: the two must not be called at the same time from several threads.</remarks>
    /// <param name="name">An element, such as <c>beta[1]</c>, or a parameter, such as <c>beta</c>, for all of its elements.</param>
    /// <param name="lower">The lower bound.</param>
    /// <param name="upper">The upper bound.</param>
    /// <returns>A new objective; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">There is no such element, a bound is not a number, bounds cross, or the start is outside of them.</exception>
    public virtual Objective<T> WithBounds(string name, double lower, double upper)
    {
        double[] lowest = Lower.ToArray(), highest = Upper.ToArray();
        foreach (int i in ElementsOf(name))
            (lowest[i], highest[i]) = (lower, upper);
        return Changed(_start, lowest, highest);
    }

    /// <summary>The objective over the other elements: some keep their start.</summary>
    /// <remarks>The type of the parameters stays the same. It shares scratch buffers with this objective: the two must not be called at the same time from several threads.</remarks>
    /// <param name="names">Elements, such as <c>beta[1]</c>, or parameters, such as <c>beta</c>, for all of their elements.</param>
    /// <returns>A new objective; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">There is no such element.</exception>
    public virtual Objective<T> Fix(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        double[] values = NotNumbers();
        foreach (string name in names)
        {
            foreach (int i in ElementsOf(name))
                values[i] = _start[i];
        }

        return Reduced(Reduction.Fixing(values, _names));
    }

    /// <summary>The objective over the other elements: some are fixed at given values, in the shape of the parameters.</summary>
    /// <remarks>The type of the parameters stays the same. It shares scratch buffers with this objective: the two must not be called at the same time from several threads.</remarks>
    /// <param name="values">The values; <see cref="double.NaN"/> for an element that is free, and null for an array of such.</param>
    /// <returns>A new objective; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">A shape is another, or a value is outside the bounds.</exception>
    public virtual Objective<T> Fix(T values)
    {
        double[] fixedValues = NotNumbers();
        Flatten(values, fixedValues);
        for (int i = 0; i < fixedValues.Length; i++)
        {
            if (!double.IsNaN(fixedValues[i]))
                CheckWithin(i, fixedValues[i], _lower, _upper, "is fixed at");
        }

        return Reduced(Reduction.Fixing(fixedValues, _names));
    }

    /// <summary>The objective in which some elements are one and the same.</summary>
    /// <remarks>
    /// The type of the parameters stays the same. The common element starts where the first of them does, and has the narrowest of their bounds. It shares
    /// scratch buffers with this objective: the two must not be called at the same time from several threads.
    /// </remarks>
    /// <param name="names">Elements, such as <c>beta[1]</c>, or parameters, such as <c>beta</c>, for all of their elements.</param>
    /// <returns>A new objective; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">There is no such element, or the common start is outside the bounds.</exception>
    public virtual Objective<T> Tie(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        double[] labels = NotNumbers();
        foreach (string name in names)
        {
            foreach (int i in ElementsOf(name))
                labels[i] = 1;
        }

        return Reduced(Reduction.Tying(labels, _names));
    }

    /// <summary>The objective in which some elements are one and the same: those that have the same label, in the shape of the parameters.</summary>
    /// <remarks>
    /// The type of the parameters stays the same. The common element starts where the first of them does, and has the narrowest of their bounds. It shares
    /// scratch buffers with this objective: the two must not be called at the same time from several threads.
    /// </remarks>
    /// <param name="labels">Any numbers; <see cref="double.NaN"/> for an element on its own, and null for an array of such.</param>
    /// <returns>A new objective; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">A shape is another, or a common start is outside the bounds.</exception>
    public virtual Objective<T> Tie(T labels)
    {
        double[] flat = NotNumbers();
        Flatten(labels, flat);
        return Reduced(Reduction.Tying(flat, _names));
    }

    /// <summary>The objective over parameters that may take any values, in the place of ones that may not.</summary>
    /// <remarks>
    /// The type of the parameters stays the same. It shares scratch buffers with this objective: the two must not be called at the same time from several threads.
    /// </remarks>
    /// <param name="name">An element, such as <c>beta[1]</c>, or a parameter, such as <c>beta</c>, for all of its elements.</param>
    /// <param name="transform">How these are made.</param>
    /// <returns>A new objective; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">
    /// There is no such element, the elements have bounds or are not what the transform gives, or their start is not.
    /// </exception>
    public virtual Objective<T> Transform(string name, Transform transform)
    {
        ArgumentNullException.ThrowIfNull(transform);
        List<int> elements = ElementsOf(name);
        if (transform.FreeCount(elements.Count) < 0 || elements[^1] - elements[0] != elements.Count - 1)
            throw new ArgumentException(FormattableString.Invariant($"The {elements.Count} elements of {name} in {this} are not what the transform gives."), nameof(transform));
        if (elements.Exists(i => double.IsFinite(Lower[i]) || double.IsFinite(Upper[i])))
            throw new ArgumentException($"{name} has bounds. Set those of the objective with the transform, if need be.", nameof(name));

        var reparametrization = new Reparametrization(transform, elements[0], elements.Count, Count);
        var start = new double[Count - elements.Count + transform.FreeCount(elements.Count)];
        if (!reparametrization.TryContract(_start, start))
            throw new ArgumentException($"The start of {name} is not what the transform gives: {string.Join(", ", elements.Select(i => FormattableString.Invariant($"{_start[i]}")))}.", nameof(name));
        Objective<T> transformed = Reparametrize(reparametrization, start);
        transformed._reporting = Through(reparametrization, _reporting);
        transformed._origin = Through(reparametrization, AllElements);
        transformed._scratch = _scratch;
        return IsBounded
            ? transformed.Changed(start, reparametrization.Bounds(_lower, double.NegativeInfinity), reparametrization.Bounds(_upper, double.PositiveInfinity))
            : transformed;
    }

    /// <summary>The same functions of transformed elements.</summary>
    private protected virtual Objective<T> Reparametrize(Reparametrization reparametrization, double[] start) => new(
        Name,
        reparametrization.Blocks(_names),
        start,
        value: point => _value(reparametrization.Expand(point)),
        gradient: (point, gradient) => reparametrization.Gradient(_gradient, point, gradient),
        parameters: point => _parameters(reparametrization.Expand(point)),
        flatten: Flattening(reparametrization));

    private protected ObjectiveFlattening<T>? Flattening(Reparametrization reparametrization) =>
        _flatten is not { } flatten ? null : (parameters, point) =>
        {
            double[] all = [.. reparametrization.Expand(point)];
            flatten(parameters, all);
            if (!reparametrization.TryChange(all, point))
                throw new ArgumentException($"The parameters of {Name} are not what the transform gives.", nameof(parameters));
        };

    /// <summary>The same functions over what a reduction leaves free.</summary>
    private protected virtual Objective<T> Reduce(Reduction reduction) => new(
        Name,
        reduction.Blocks,
        reduction.FirstOf(_start),
        value: point => _value(reduction.Expand(point)),
        gradient: (point, gradient) => reduction.Gradient(_gradient, point, gradient),
        parameters: point => _parameters(reduction.Expand(point)),
        flatten: Flattening(reduction));

    private protected ObjectiveFlattening<T>? Flattening(Reduction reduction) =>
        _flatten is not { } flatten ? null : (parameters, point) =>
        {
            double[] full = [.. reduction.Expand(point)];
            flatten(parameters, full);
            reduction.Contract(full, point, _names);
        };

    private Objective<T> Reduced(Reduction reduction)
    {
        Objective<T> reduced = Reduce(reduction);
        reduced._reporting = Through(reduction, _reporting);
        reduced._origin = Through(reduction, AllElements);
        reduced._scratch = _scratch;
        return IsBounded ? reduced.Changed(reduced._start, reduction.Narrowest(_lower!, isLower: true), reduction.Narrowest(_upper!, isLower: false)) : reduced;
    }

    private Objective<T> Changed(double[] start, double[]? lower, double[]? upper)
    {
        for (int i = 0; i < start.Length && lower is not null; i++)
        {
            if (double.IsNaN(lower[i]) || double.IsNaN(upper![i]))
                throw new ArgumentException($"A bound of {_names[i]} is not a number.");
            if (lower[i] > upper[i])
                throw new ArgumentException(FormattableString.Invariant($"The lower bound of {_names[i]}, {lower[i]}, is above the upper one, {upper[i]}."));
            CheckWithin(i, start[i], lower, upper, "starts at");
        }

        var changed = (Objective<T>)MemberwiseClone();
        changed._start = start;
        bool isBounded = lower is not null && (Array.Exists(lower, double.IsFinite) || Array.Exists(upper!, double.IsFinite));
        (changed._lower, changed._upper) = isBounded ? (lower, upper) : (null, null);
        return changed;
    }

    private void CheckWithin(int i, double value, double[]? lower, double[]? upper, string what)
    {
        if (value < lower?[i] || value > upper?[i])
            throw new ArgumentException(FormattableString.Invariant($"{_names[i]} {what} {value}, which is outside its bounds, {lower![i]} and {upper![i]}."));
    }

    private double[] NotNumbers()
    {
        var numbers = new double[Count];
        numbers.AsSpan().Fill(double.NaN);
        return numbers;
    }

    // An element by its name, or by one of its names where it stands for several; a parameter by the beginning of those of its elements.
    private List<int> ElementsOf(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var found = new List<int>();
        for (int i = 0; i < _names.Length; i++)
        {
            foreach (string one in _names[i].Split(Reduction.Equal))
            {
                if (one == name || (one.StartsWith(name, StringComparison.Ordinal) && one[name.Length] is '[' or '.'))
                {
                    found.Add(i);
                    break;
                }
            }
        }

        return found.Count > 0 ? found : throw new ArgumentException($"{Name} has no free element '{name}'; it has {Elements()}.", nameof(name));
    }

    // The elements that there are; of long parameters the first and the last.
    private string Elements()
    {
        const int most = 20;
        string[] elements = _names.Length <= most ? _names :
        [
            .. _blocks.SelectMany(block => block.Count < 4
                ? Enumerable.Range(0, block.Count).Select(block.ElementName)
                : [block.ElementName(0), "…", block.ElementName(block.Count - 1)]),
        ];
        return elements.Length == 0 ? "none" : string.Join(", ", elements.Length <= most ? elements : [.. elements[..most], "…"]);
    }
}
