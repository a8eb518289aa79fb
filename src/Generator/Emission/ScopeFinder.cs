using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>Finds the innermost block around everything that reads or writes a variable.</summary>
internal sealed class ScopeFinder
{
    private readonly Variables _variables;
    private readonly Inlining _inlining;

    // Where what is visited stands, and the counter that the statement has a place for of its own.
    private readonly Action<Value> _touch;
    private Variable? _counter;
    private Scope? _scope;

    private ScopeFinder(Variables variables)
    {
        _variables = variables;
        _inlining = variables.Inlining;
        _touch = value =>
        {
            if (_counter is null || _variables[value] != _counter)
                Touch(value, _scope!);
        };
    }

    public static void Find(Scope body, Variables variables)
    {
        foreach (Variable variable in variables.All)
            variable.Scope = null;
        new ScopeFinder(variables).Visit(body);
    }

    private void Visit(Scope scope)
    {
        foreach (Statement statement in scope)
            Visit(statement, scope);
    }

    private void Visit(Statement statement, Scope scope)
    {
        (_counter, _scope) = ((statement as Loop)?.Counter, scope);
        Occurrences(statement, _inlining, _touch);
        switch (statement)
        {
            case Branch branch:
                Visit(branch.Then);
                Visit(branch.Else);
                break;
            case CountedLoop loop:
                Touch(loop.Op.Index, loop.Header);
                Visit(loop.Body);
                break;
            case Loop loop:
                if (loop.Initializer is not null)
                    Visit(loop.Initializer, loop.Header);

                Visit(loop.Body);
                break;
        }
    }

    /// <summary>The variables that a statement itself reads or writes, without those in its blocks.</summary>
    public static void Occurrences(Statement statement, Inlining inlining, Action<Value> visit) => Occurrences(statement, inlining, visit, visit);

    private static void Occurrences(Statement statement, Inlining inlining, Action<Value> visit, Action<Value> write)
    {
        switch (statement)
        {
            case Evaluate evaluate:
                foreach (Value? target in evaluate.Targets)
                {
                    if (target is not null)
                        write(target);
                }

                inlining.Leaves(evaluate.Op, visit);
                break;
            case Move move:
                Pairs(move.Pairs, inlining, visit, write);
                break;
            case Exchange exchange:
                Pairs(exchange.Pairs, inlining, visit, write);
                break;
            case Copy copy:
                write(copy.Target);
                inlining.Leaves(copy.Source, visit);
                break;
            case Branch branch:
                inlining.Leaves(branch.Condition, visit);
                break;
            case CountedLoop loop:
                inlining.Leaves(loop.Op.Lower, visit);
                inlining.Leaves(loop.Op.Upper, visit);
                break;
            case Loop { Condition: { } condition }:
                inlining.Leaves(condition, visit);
                break;
            case Throw @throw:
                foreach (Value operand in @throw.Terminator.Operands)
                    inlining.Leaves(operand, visit);
                break;
            case Deliver deliver:
                foreach (Value value in deliver.Values)
                    inlining.Leaves(value, visit);
                break;
            case Return @return:
                foreach (Value value in @return.Values)
                    inlining.Leaves(value, visit);
                break;
        }
    }

    /// <summary>The same with those in its blocks.</summary>
    public static void AllOccurrences(Statement statement, Inlining inlining, Action<Value> visit) => All(statement, inlining, visit, visit);

    /// <summary>The variables that are read anywhere in a block.</summary>
    public static void AllReads(Scope scope, Inlining inlining, Action<Value> visit) => All(scope, inlining, visit, _ => { });

    private static void All(Statement statement, Inlining inlining, Action<Value> visit, Action<Value> write)
    {
        Occurrences(statement, inlining, visit, write);
        if (statement is CountedLoop counted)
        {
            visit(counted.Op.Index);
            All(counted.Body, inlining, visit, write);
        }
        else if (statement is Loop loop)
        {
            if (loop.Initializer is not null)
            {
                Occurrences(loop.Initializer, inlining, visit, write);
                Occurrences(loop.Update!, inlining, visit, write);
            }

            All(loop.Body, inlining, visit, write);
        }
        else
        {
            foreach (Scope scope in statement.Scopes)
                All(scope, inlining, visit, write);
        }
    }

    private static void All(Scope scope, Inlining inlining, Action<Value> visit, Action<Value> write)
    {
        foreach (Statement statement in scope)
            All(statement, inlining, visit, write);
    }

    private static void Pairs(List<KeyValuePair<Value, Value>> pairs, Inlining inlining, Action<Value> visit, Action<Value> write)
    {
        foreach (var pair in pairs)
        {
            write(pair.Key);
            inlining.Leaves(pair.Value, visit);
        }
    }

    private void Touch(Value value, Scope scope)
    {
        Variable variable = _variables[value];
        if (variable.Parameter is not null)
            return;
        if (variable.Scope is null)
        {
            variable.Scope = scope;
            return;
        }

        Scope common = variable.Scope;
        while (!common.Encloses(scope))
            common = common.Parent!;
        variable.Scope = common;
    }
}
