namespace Fluxion.Generator.Emission;

/// <summary>Declares each variable in the innermost block that holds it: with its first value where that stands there, else before.</summary>
internal sealed class Declarations(Variables variables, Inlining inlining)
{
    private readonly HashSet<Variable> _declared = [];

    public void Place(Scope body)
    {
        ScopeFinder.Find(body, variables);
        Visit(body);
    }

    private void Visit(Scope scope)
    {
        for (int i = 0; i < scope.Count; i++)
        {
            Statement statement = scope[i];
            var first = new List<Variable>();
            ScopeFinder.AllOccurrences(statement, inlining, value =>
            {
                Variable variable = variables[value];
                if (variable.Scope == scope && _declared.Add(variable))
                    first.Add(variable);
            });
            foreach (Variable variable in first)
            {
                bool isDefinition = statement switch
                {
                    Evaluate evaluate => evaluate.Targets.Any(target => target is not null && variables[target] == variable),
                    Copy copy => variables[copy.Target] == variable,
                    _ => false,
                };
                if (isDefinition)
                    statement.Declares.Add(variable);
                else
                    scope.Insert(i++, new Declare(variable) { IsAdjoint = statement.IsAdjoint });
            }

            switch (statement)
            {
                case Branch branch:
                    Visit(branch.Then);
                    Visit(branch.Else);
                    break;
                case CountedLoop loop:
                    Visit(loop.Body);
                    break;
                case Loop loop:
                    Visit(loop.Body);
                    break;
            }
        }
    }
}
