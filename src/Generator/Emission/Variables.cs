using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>A C# variable: the values that share it.</summary>
internal sealed class Variable(Value first)
{
    public List<Value> Values { get; } = [first];

    public IrType Type => Values[0].Type;

    /// <summary>For a parameter of the method.</summary>
    public IrParameter? Parameter { get; set; }

    /// <summary>Not to be shared: a loop's index, a tape, stack memory, a parameter that cannot be assigned to.</summary>
    public bool IsFixed { get; set; }

    /// <summary>Innermost block around everything that reads or writes it; null for a parameter.</summary>
    public Scope? Scope { get; set; }

    public string Name { get; set; } = "";

    /// <summary>The name that the user or differentiation gave, if any.</summary>
    public string? Hint
    {
        get
        {
            if (Parameter is not null)
                return Parameter.Name;
            foreach (Value value in Values)
            {
                if (value.Name is not null)
                    return value.Name;
            }

            return null;
        }
    }

    /// <summary>Whether the name is that of a callee's parameter only, and no variable of the user's.</summary>
    public bool IsHintLent => Parameter is null && Values.All(value => value.Name is null || value.IsNameLent);
}

/// <summary>
/// Gives values their variables: versions of one user variable share one wherever they can, and so do what a branch or loop yields and what
/// receives it. Whether two values can is <see cref="Interference"/>'s to say, so a choice made here costs at most beauty.
/// </summary>
internal sealed class Variables
{
    private readonly Interference _interference;
    private readonly Dictionary<Value, Variable> _variables = [];

    // Of variables of several values.
    private readonly Dictionary<Variable, BitSet> _neighbours = [];
    private readonly List<Value> _fresh = [];

    public Variables(IrFunction function, IReadOnlyList<Delivery> deliveries, Scope body, Interference interference, Inlining inlining)
    {
        Inlining = inlining;
        _interference = interference;
        foreach (Value value in interference.Values)
        {
            _variables.Add(value, new Variable(value) { IsFixed = value.Type.Kind == TypeKind.Tape || StackMemory.IsOn(value) });
        }

        foreach (IrParameter parameter in function.Parameters)
        {
            if (parameter.Content is { } content)
            {
                Variable variable = _variables[content];
                variable.Parameter = parameter;
                variable.IsFixed = parameter.Mode != PassingMode.Value || !Names.IsIdentifier(parameter.Name) ||
                    deliveries.Any(delivery => delivery.Target == parameter.Name);
            }
        }

        Share(body);
    }

    public Inlining Inlining { get; }

    public Variable this[Value value] => _variables[value];

    /// <summary>In the order of the text.</summary>
    public IEnumerable<Variable> All => _interference.Values.Concat(_fresh).Select(value => _variables[value]).Distinct();

    /// <summary>A value of its own variable, to keep something in for a moment.</summary>
    public Value Fresh(IrType type)
    {
        var value = new Value(type);
        _fresh.Add(value);
        _variables.Add(value, new Variable(value));
        return value;
    }

    private void Share(Scope body)
    {
        var moves = new List<KeyValuePair<Value, Value>>();
        var adjointMoves = new List<KeyValuePair<Value, Value>>();
        Collect(body, moves, adjointMoves);
        foreach (var move in moves)
        {
            if (HaveOneName(_variables[move.Key], _variables[move.Value]))
                TryShare(move.Key, move.Value);
        }

        ShareNamesakes(body);

        // What users called by two names stays two variables; between names that differentiation chose, a copy is only noise.
        foreach (var move in adjointMoves)
        {
            if (IsAdjoint(move.Key) && IsAdjoint(move.Value))
                TryShare(move.Key, move.Value);
        }
    }

    private static bool HaveOneName(Variable a, Variable b) => a.Hint is not { } name || b.Hint is not { } other || name == other;

    private bool IsAdjoint(Value value) => _variables[value].Parameter is null && _variables[value].Values.All(v => v.Definition is not { IsAdjoint: false });

    /// <summary>
    /// Versions of one user variable, the inner with the outer. Two of them in blocks beside each other stay two variables, each declared
    /// where it is used.
    /// </summary>
    private void ShareNamesakes(Scope body)
    {
        ScopeFinder.Find(body, this);
        foreach (var group in All.Where(v => v.Hint is not null).GroupBy(v => (v.Hint, v.IsHintLent)).ToList())
        {
            var variables = group.ToList();
            for (int i = 0; i < variables.Count; i++)
            {
                for (int j = variables.Count - 1; j > i; j--)
                {
                    Variable first = variables[i];
                    Variable second = variables[j];
                    bool isOuter = first.Scope is null || (second.Scope is not null && first.Scope.Encloses(second.Scope));
                    bool isInner = second.Scope is not null && first.Scope is not null && second.Scope.Encloses(first.Scope);
                    Scope? scope = isOuter ? first.Scope : second.Scope;
                    if ((isOuter || isInner) && TryShare(first.Values[0], second.Values[0]))
                    {
                        _variables[first.Values[0]].Scope = scope;
                        variables[i] = _variables[first.Values[0]];
                        variables.RemoveAt(j);
                    }
                }
            }
        }
    }

    private void Collect(Scope scope, List<KeyValuePair<Value, Value>> moves, List<KeyValuePair<Value, Value>> adjointMoves)
    {
        foreach (Statement statement in scope)
        {
            switch (statement)
            {
                case Move move:
                    foreach (var pair in move.Pairs)
                    {
                        if (!_variables.ContainsKey(pair.Value))
                            continue;
                        moves.Add(pair);
                        if (move.IsAdjoint)
                            adjointMoves.Add(pair);
                    }

                    break;
                case Branch branch:
                    Collect(branch.Then, moves, adjointMoves);
                    Collect(branch.Else, moves, adjointMoves);
                    break;
                case CountedLoop loop:
                    _variables[loop.Op.Index].IsFixed = true;
                    Collect(loop.Body, moves, adjointMoves);
                    break;
                case Loop loop:
                    Collect(loop.Body, moves, adjointMoves);
                    break;
            }
        }
    }

    private bool TryShare(Value a, Value b)
    {
        Variable first = _variables[a];
        Variable second = _variables[b];
        if (first == second)
            return true;
        if (second.Parameter is not null)
            (first, second) = (second, first);
        if (first.IsFixed || second.IsFixed || second.Parameter is not null || first.Type != second.Type)
            return false;
        BitSet neighbours = NeighboursOf(first);
        if (second.Values.Exists(value => neighbours.Contains(_interference.NumberOf(value))))
            return false;
        foreach (Value value in second.Values)
            _variables[value] = first;
        if (first.Values.Count == 1)
            _neighbours.Add(first, neighbours = neighbours.Clone());
        neighbours.UnionWith(NeighboursOf(second));
        first.Values.AddRange(second.Values);
        return true;
    }

    private BitSet NeighboursOf(Variable variable) => variable.Values is [var only] ? _interference.With(only) : _neighbours[variable];
}
