using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>The XML documentation of companions: lines that begin with <c>///</c>.</summary>
internal sealed class Documentation(Declaration declaration)
{
    private readonly string _method = declaration.IsLocalFunction ? $"<c>{declaration.Name}</c>" : $"<see cref=\"{Reference(declaration)}\"/>";

    private string Subjects => List(declaration.Differentiated.Select(p => $"<c>{p.Name}</c>"));

    public IEnumerable<string> Gradient()
    {
        yield return Summary($"Value and gradient of {_method} with respect to {Subjects}.");
        foreach (string line in Inherited())
            yield return line;
        yield return $"/// <returns>The value of <c>{declaration.Name}</c>, then its partial derivatives.</returns>";
    }

    public IEnumerable<string> GradientInto()
    {
        yield return Summary($"Value and gradient of {_method} with respect to {Subjects}, into buffers of the caller.");
        foreach (string line in Inherited())
            yield return line;
        foreach (Parameter p in declaration.Buffers)
            yield return $"/// <param name=\"{p.Names.Gradient}\">Receives ∂/∂{p.Name}, overwritten; {Shape(p)}.</param>";
        yield return declaration.Differentiated.All(p => p.IsBuffer)
            ? "/// <returns>The value.</returns>"
            : "/// <returns>The value, then the partial derivatives that have no destination.</returns>";
        yield return Exception([.. declaration.Buffers.Select(p => (p, p.Names.Gradient))]);
    }

    public IEnumerable<string> Pullback()
    {
        yield return Summary($"Adds to the adjoints of {Subjects} what {_method} contributes, given the adjoints of its results.");
        foreach (string line in Inherited())
            yield return line;
        if (declaration.Return.Active.Any())
            yield return $"/// <param name=\"{Declaration.ResultBar}\">The adjoint of the returned value (the seed).</param>";
        foreach (Parameter p in declaration.Parameters)
        {
            if (p.IsOutput)
                yield return $"/// <param name=\"{p.Names.Bar}\">The adjoint of <paramref name=\"{p.Name}\"/> (its seed).</param>";
            else if (p.IsDifferentiated && (p.Mode == PassingMode.Ref || (p.IsWritable && !p.Type.HoldsObjects)))
                yield return InOut(p, p.Names.Bar, "On entry the adjoint of the final content of", "on exit that of the initial one");
            else if (p.IsDifferentiated)
                yield return $"/// <param name=\"{p.Names.Bar}\">The adjoint of {Subject(p)}, which is added to{(p.IsBuffer ? "; " + Shape(p) : "")}.</param>";
        }

        if (declaration.Buffers.Any())
            yield return Exception([.. declaration.Buffers.Select(p => (p, p.Names.Bar))]);
    }

    public IEnumerable<string> Tangent()
    {
        yield return Summary($"Value and directional derivative of {_method}.");
        foreach (string line in TangentParameters())
            yield return line;
        if (declaration.Return.Kind != ReturnKind.Void)
            yield return $"/// <returns>The value of <c>{declaration.Name}</c> and its tangent.</returns>";
        if (declaration.Buffers.Any())
            yield return Exception([.. declaration.Buffers.Select(p => (p, p.Names.Dot))]);
    }

    private IEnumerable<string> TangentParameters()
    {
        foreach (string line in Inherited())
            yield return line;
        foreach (Parameter p in declaration.Parameters)
        {
            if (p.IsOutput)
                yield return $"/// <param name=\"{p.Names.Dot}\">Receives the tangent of <paramref name=\"{p.Name}\"/>.</param>";
            else if (p.IsDifferentiated && (p.Mode == PassingMode.Ref || (p.IsWritable && !p.Type.HoldsObjects)))
                yield return InOut(p, p.Names.Dot, "On entry the tangent of the initial content of", "on exit that of the final one");
            else if (p.IsDifferentiated)
                yield return $"/// <param name=\"{p.Names.Dot}\">The tangent of {Subject(p)}{(p.IsBuffer ? "; " + Shape(p) : "")}.</param>";
        }
    }

    public IEnumerable<string> Jacobian(bool isInto)
    {
        yield return Summary($"The Jacobian of {_method} with respect to {Subjects}{(isInto ? ", into a buffer of the caller" : "")}.");
        foreach (string line in Inherited())
            yield return line;
        if (isInto)
        {
            yield return $"/// <param name=\"{Signatures.JacobianDestination(declaration)}\">Receives it, overwritten, row by row: a row for each output (the returned values, then <c>out</c> and <c>ref</c> parameters, then";
            yield return "/// buffers written to), a column for each element of the inputs, in order of declaration.</param>";
            if (declaration.Return.Kind != ReturnKind.Void)
                yield return $"/// <returns>What <c>{declaration.Name}</c> returns.</returns>";
            yield return "/// <exception cref=\"global::System.ArgumentException\">The buffer does not have the length of the Jacobian, or buffers overlap; nothing has been written.</exception>";
            yield break;
        }

        yield return "/// <returns>A row for each output (the returned values, then <c>out</c> and <c>ref</c> parameters, then buffers written to),";
        yield return "/// a column for each element of the inputs, in order of declaration.</returns>";
    }

    public IEnumerable<string> Columns() =>
        [Summary($"Value, gradient and eight columns of the Hessian of {_method} at once, for <c>Hessian_{declaration.Name}</c>.")];

    public IEnumerable<string> Report()
    {
        yield return Summary($"What {_method} reports, with its derivatives with respect to {Subjects}.");
        foreach (string line in Inherited())
            yield return line;
        yield return "/// <returns>The values that <see cref=\"global::Fluxion.Derivative.Report(double, string)\"/> is given, in order, with a column of derivatives for each element";
        yield return "/// of the inputs, in order of declaration.</returns>";
    }

    public IEnumerable<string> Reported()
    {
        yield return Summary($"What {_method} reports, and its tangents, for <c>Report_{declaration.Name}</c>: the number of a name and a value by turns.");
        foreach (string line in TangentParameters())
            yield return line;
        yield return "/// <returns>The list and its tangents.</returns>";
        if (declaration.Buffers.Any())
            yield return Exception([.. declaration.Buffers.Select(p => (p, p.Names.Dot))]);
    }

    public IEnumerable<string> Objective() => OfPoint($"{_method} as a function of {Subjects} that can be minimised.");

    public IEnumerable<string> LeastSquares() => OfPoint($"The residuals {_method} as functions of {Subjects}, half the sum of whose squares can be minimised.");

    private IEnumerable<string> OfPoint(string summary)
    {
        yield return Summary(summary);
        foreach (Parameter p in declaration.Own)
            yield return $"/// <param name=\"{p.Name}\">{(p.IsDifferentiated ? "The start." : "Data; kept by the objective.")}</param>";
        yield return "/// <returns>The objective. Its parameters have the types and names of the method's.</returns>";
    }

    public IEnumerable<string> Directional(DirectionalCompanion companion, bool isInto)
    {
        bool isThird = companion == DirectionalCompanion.ThirdDerivative;
        string what = isThird ? "Value, gradient, Hessian times two directions, and third derivative in both of them," : "Value, gradient and Hessian times a direction";
        yield return Summary($"{what} of {_method} with respect to {Subjects}{(isInto ? ", into buffers of the caller" : "")}.");
        foreach (string line in Inherited())
            yield return line;
        string[] directions = isThird ? ["first direction", "second direction"] : ["direction"];
        for (int i = 0; i < directions.Length; i++)
        {
            foreach (Parameter p in declaration.Differentiated)
                yield return $"/// <param name=\"{companion.Directions[i](p.Names)}\">The {directions[i]} of {Subject(p)}{(p.IsBuffer ? "; " + Shape(p) : "")}.</param>";
        }

        if (!isInto)
        {
            yield return $"/// <returns>The value of <c>{declaration.Name}</c>, its partial derivatives, {(isThird ? "how they change in the first direction and in the second, and how the former changes in the second" : "and how they change in the direction")}.</returns>";
        }
        else
        {
            string[] changes = ["", .. directions.Select(direction => $" changes in the {direction}"), " changes in the one direction, changed in the other"];
            for (int i = 0; i < companion.Results.Count; i++)
            {
                foreach (Parameter p in declaration.Buffers)
                    yield return $"/// <param name=\"{companion.Results[i](p.Names)}\">Receives {(i == 0 ? "" : "how ")}∂/∂{p.Name}{changes[i]}, overwritten; {Shape(p)}.</param>";
            }

            yield return declaration.Differentiated.All(p => p.IsBuffer)
                ? "/// <returns>The value.</returns>"
                : "/// <returns>The value, then the partial derivatives that have no destination, and how they change.</returns>";
        }

        if (declaration.Buffers.Any())
            yield return Exception([.. declaration.Buffers.SelectMany(p => companion.Directions.Concat(isInto ? companion.Results : []).Select(name => (p, name(p.Names))))]);
    }

    public IEnumerable<string> Hessian(Signature? into)
    {
        yield return Summary($"Value, gradient and Hessian of {_method} with respect to {Subjects}{(into is null ? "" : ", into buffers of the caller")}.");
        foreach (string line in Inherited())
            yield return line;
        if (into is null)
        {
            yield return "/// <returns>The value, and its derivatives with respect to each element of the inputs, in order of declaration. The Hessian is exactly symmetric.</returns>";
            yield break;
        }

        (string gradient, string hessian) = HessianSignatures.Destinations(declaration);
        yield return $"/// <param name=\"{gradient}\">Receives the partial derivatives, overwritten: one for each element of the inputs, in order of declaration.</param>";
        yield return $"/// <param name=\"{hessian}\">Receives the second ones, overwritten: row by row, exactly symmetric.</param>";
        yield return "/// <returns>The value.</returns>";
        yield return "/// <exception cref=\"global::System.ArgumentException\">A buffer does not have the length that belongs to the inputs, or buffers overlap.</exception>";
    }

    // What the user wrote about the parameters, as editors show it.
    private IEnumerable<string> Inherited() =>
        declaration.HasParameterDocumentation ? [$"/// <inheritdoc cref=\"{Reference(declaration)}\" path=\"/param\"/>"] : [];

    private static string Summary(string text) => $"/// <summary>{text}</summary>";

    private static string Exception((Parameter Parameter, string Shadow)[] buffers) =>
        $"/// <exception cref=\"global::System.ArgumentException\">{List(buffers.Select(b => $"<paramref name=\"{b.Shadow}\"/>"))} "
        + $"{(buffers.Length == 1 ? "does" : "do")} not have the shape of {List(buffers.Select(b => Subject(b.Parameter)).Distinct())}, "
        + "or buffers overlap; nothing has been written.</exception>";

    private static string InOut(Parameter p, string name, string entry, string exit) =>
        $"/// <param name=\"{name}\">{entry} <paramref name=\"{p.Name}\"/>, {exit}{(p.IsBuffer ? "; " + Shape(p) : "")}.</param>";

    private static string Subject(Parameter p) => p.IsThis ? "<c>this</c>" : $"<paramref name=\"{p.Name}\"/>";

    private static string Shape(Parameter p) => p.Type switch
    {
        { IsObject: true } => $"a <see cref=\"{p.Type.Adjoint.Name.Replace('<', '{').Replace('>', '}')}\"/>{(p.Type.Adjoint.Element!.Fields.Any(field => field.Type.IsMemory) ? " with arrays as long as those of the object" : "")}",
        { HoldsObjects: true } => $"one for each object in <paramref name=\"{p.Name}\"/>",
        { IsJagged: true } => $"with rows as long as those of <paramref name=\"{p.Name}\"/>",
        { Shape: MemoryShape.Rectangular } => $"as many elements as <paramref name=\"{p.Name}\"/>, row by row",
        _ => $"as long as <paramref name=\"{p.Name}\"/>",
    };

    private static string Reference(Declaration declaration) => $"{declaration.Identifier}({string.Join(", ", declaration.Own.Select(Reference))})";

    private static string Reference(Parameter p) =>
        (p.Mode == PassingMode.Value ? "" : Signatures.Modifier(p.Mode) + " ") + p.Reference.Replace('<', '{').Replace('>', '}');

    private static string List(IEnumerable<string> items)
    {
        string[] all = [.. items];
        return all.Length <= 1 ? string.Concat(all) : $"{string.Join(", ", all.Take(all.Length - 1))} and {all[all.Length - 1]}";
    }
}
