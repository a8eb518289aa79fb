using System.Globalization;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>Writes statements.</summary>
internal sealed class StatementWriter(
    CodeWriter writer, Expressions expressions, Variables variables, Inlining inlining, IReadOnlyList<SiteInfo> sites, string? returnFormat)
{
    // Within it, what is recomputed or taken from a tape does not begin another one.
    private bool _inReverse;

    public void Write(Scope scope)
    {
        bool outside = _inReverse;
        for (int i = 0; i < scope.Count; i++)
        {
            if (scope[i].IsAdjoint && !_inReverse)
            {
                if (i > 0)
                    writer.Gap();
                _inReverse = true;
            }

            Write(scope[i]);
        }

        _inReverse = outside;
    }

    private void Write(Statement statement)
    {
        switch (statement)
        {
            case Branch branch:
                Write(branch, "", NeedBraces(branch));
                break;
            case CountedLoop loop:
                Nest(Header(loop), loop.Body);
                break;
            case Loop { Shape: LoopShape.DoWhile } loop:
                writer.Line("do");
                Braces(loop.Body);
                writer.Line($"while ({expressions.Condition(loop.Condition!, loop.IsNegated)});");
                break;
            case Loop loop:
                Nest(Header(loop), loop.Body);
                break;
            default:
                string text = Simple(statement);
                if (text.Length > 0)
                    writer.Line(text + ";", statement is { IsAdjoint: true } and not Evaluate { Op: ReleaseOp or CopyOp } ? Quotation.Of(statement.Site, sites) : null);
                break;
        }
    }

    private void Write(Branch branch, string prefix, bool braces)
    {
        writer.Line($"{prefix}if ({expressions.Condition(branch.Condition, branch.IsNegated)})");
        Body(branch.Then, braces);
        if (IsElseIf(branch))
        {
            Write((Branch)branch.Else[0], "else ", braces);
        }
        else if (branch.Else.Count > 0)
        {
            writer.Line("else");
            Body(branch.Else, braces);
        }
    }

    // One block with braces gives them to all of a chain.
    private bool NeedBraces(Branch branch) =>
        NeedsBraces(branch.Then) ||
        (IsElseIf(branch) ? NeedBraces((Branch)branch.Else[0]) : branch.Else.Count > 0 && NeedsBraces(branch.Else));

    private static bool IsElseIf(Branch branch) => branch.Else.Count == 1 && branch.Else[0] is Branch;

    private string Header(CountedLoop loop)
    {
        ForOp op = loop.Op;
        string index = expressions.Write(op.Index).Text;
        string step = op.Step switch
        {
            1 => index + "++",
            -1 => index + "--",
            > 0 => $"{index} += {Formatting.Invariant(op.Step)}",
            _ => $"{index} -= {Formatting.Invariant(-(long)op.Step)}",
        };
        string test = (op.Step > 0 ? "<" : ">") + (op.Inclusive ? "=" : "");
        string upper = expressions.Write(op.Upper, isConverted: true).Above(Precedence.Relational);
        return $"for ({op.Index.Type.Name} {index} = {expressions.Write(op.Lower, isConverted: true).Text}; {index} {test} {upper}; {step})";
    }

    private string Header(Loop loop)
    {
        if (loop.Shape == LoopShape.Endless)
            return "while (true)";
        string condition = expressions.Condition(loop.Condition!, loop.IsNegated);
        if (loop.Shape == LoopShape.While)
            return $"while ({condition})";
        string initial = Simple(loop.Initializer!);
        return $"for ({loop.Counter!.Type.Name} {initial}; {condition}; {Simple(loop.Update!)})";
    }

    private void Nest(string header, Scope body)
    {
        writer.Line(header);
        Body(body, NeedsBraces(body));
    }

    private void Body(Scope scope, bool braces)
    {
        if (braces)
        {
            Braces(scope);
            return;
        }

        writer.Indent();
        Write(scope);
        writer.Outdent();
    }

    private void Braces(Scope scope)
    {
        writer.Line("{");
        writer.Indent();
        Write(scope);
        writer.Outdent();
        writer.Line("}");
    }

    private bool NeedsBraces(Scope scope) =>
        scope.Count != 1 || scope[0] is Branch or Loop or CountedLoop or Declare || scope[0].Declares.Count > 0 || Simple(scope[0]).Length == 0;

    /// <summary>A statement without blocks, and without its semicolon.</summary>
    private string Simple(Statement statement)
    {
        switch (statement)
        {
            case Break:
                return "break";
            case Throw @throw:
                return "throw " + expressions.External(@throw.Terminator.Text, @throw.Terminator.Operands).Text;
            case Declare declare:
                // C# keeps a span of stack memory to variables that are declared with one, or for one.
                return $"{(declare.Variable.Type.IsSpan && declare.Variable.Values.Exists(StackMemory.IsOn) ? "scoped " : "")}{declare.Variable.Type.Name} {declare.Variable.Name}";
            case Copy copy:
                Op? source = inlining.IsInlined(copy.Source) ? copy.Source.Definition : null;
                return Set(copy, copy.Target, source, expressions.Write(copy.Source, isConverted: true).Text);
            case Exchange exchange:
                string targets = Join(exchange.Pairs.Select(pair => variables[pair.Key].Name));
                return $"({targets}) = ({Join(exchange.Pairs.Select(pair => expressions.Write(pair.Value, isConverted: true).Text))})";
            case Deliver deliver:
                return Deliver(deliver);
            case Return @return:
                return "return " + Returned(@return);
            case Evaluate evaluate:
                return Evaluate(evaluate);
            default:
                throw new InvalidOperationException("not a simple statement: " + statement.GetType().Name);
        }
    }

    private string Returned(Return statement)
    {
        string[] values = [.. statement.Values.Select(value => expressions.Write(value, isConverted: true).Text)];
        return returnFormat is not null ? string.Format(CultureInfo.InvariantCulture, returnFormat, values)
            : values.Length == 1 ? values[0]
            : $"({Join(values)})";
    }

    private static string Join(IEnumerable<string> texts) => string.Join(", ", texts);

    private string Deliver(Deliver deliver)
    {
        if (deliver.Delivery.Kind == DeliveryKind.Accumulate)
            return Accumulated(deliver.Delivery.Target, deliver.Values[0]);
        string[] values = [.. deliver.Values.Select(value => expressions.Write(value, isConverted: true).Text)];
        return $"{deliver.Delivery.Target} = {(deliver.Delivery.Format is { } format ? string.Format(CultureInfo.InvariantCulture, format, values) : values[0])}";
    }

    // x += -y reads x -= y, which is the same number.
    private string Accumulated(string target, Value value) =>
        inlining.IsInlined(value) && value.Type.IsFloating && value.Definition is ArithmeticOp { Code: Operator.Negate } negate
            ? $"{target} -= {expressions.Write(negate.Operands[0], isConverted: true).Text}"
            : $"{target} += {expressions.Write(value, isConverted: true).Text}";

    private string Sum(string element, Value added) =>
        inlining.IsInlined(added) && added.Definition is ArithmeticOp { Code: Operator.Negate } negate
            ? $"{element} - {expressions.RightOf(Operator.Subtract, negate.Operands[0], isConverted: true)}"
            : $"{element} + {expressions.RightOf(Operator.Add, added, isConverted: true)}";

    private string AccumulateWhole(AccumulateWholeOp op)
    {
        string element = expressions.Element(op.Memory, op.Indices).Text;
        IrType type = op.Memory.Type.Element!;
        Value[] added = op.Written.ToArray();
        string whole = ElementUpdate.Make(type, new Queue<string>(added.Select((v, i) => Sum($"{element}.{type.Fields[i].Name}", v))));
        return ElementUpdate.IsAssignable(op.Memory) ? $"{element} = {whole}" : ElementUpdate.Write(expressions, op.Memory, op.Indices, _ => whole);
    }

    // An element of a buffer of its parts.
    private string Element(Value memory, ReadOnlySpan<Value> written)
    {
        Value[] values = written.ToArray();
        bool isZero = memory.Type.IsStructured && values.All(v => inlining.IsInlined(v) && v.Definition is ConstantOp { Content: 0.0 or 0f or 0 or false or "default" });
        return isZero ? "default" : ElementUpdate.Make(memory.Type.Element!, new Queue<string>(values.Select(v => expressions.Write(v, isConverted: true).Text)));
    }

    private string StoreWhole(StoreWholeOp store)
    {
        string whole = Element(store.Memory, store.Written);
        return ElementUpdate.IsAssignable(store.Memory)
            ? $"{expressions.Element(store.Memory, store.Indices).Text} = {whole}"
            : ElementUpdate.Write(expressions, store.Memory, store.Indices, _ => whole);
    }

    private string Evaluate(Evaluate evaluate)
    {
        switch (evaluate.Op)
        {
            case StoreOp store:
                return Store(store);
            case StoreWholeOp store:
                return StoreWhole(store);
            case AccumulateWholeOp accumulate:
                return AccumulateWhole(accumulate);
            case AccumulateOp accumulate:
                return ElementUpdate.IsAssignable(accumulate.Memory)
                    ? Accumulated(expressions.Element(accumulate.Memory, accumulate.Indices).Text, accumulate.Added)
                    : ElementUpdate.Write(expressions, accumulate.Memory, accumulate.Indices, element => Sum(element, accumulate.Added));
            case AppendOp append:
                return $"{expressions.Write(append.Memory).At(Precedence.Primary)}.Add({Element(append.Memory, append.Written)})";
            case ClearOp clear:
                return $"{expressions.Write(clear.Memory).At(Precedence.Primary)}.Clear()";
            case ExtendOp extend:
                return $"{Memory.Buffers}.AddZeros({expressions.Write(extend.List).Text}, {expressions.Write(extend.Count, isConverted: true).Text})";
            case CopyOp copy:
                string copied = expressions.Write(copy.Target).Text;
                return $"global::System.MemoryExtensions.CopyTo({expressions.Write(copy.Source).Text}, {(copy.Target.Type.IsSpan ? copied : $"new {IrType.Span(copy.Target.Type.Element!).Name}({copied})")})";
            case PushOp push:
                return $"{expressions.Write(push.Tape).Text}.Push({expressions.Write(push.Pushed, isConverted: true).Text})";
            case PushBlockOp push:
                return $"{expressions.Write(push.Tape).Text}.Push({Join(push.Pushed.ToArray().Select(value => expressions.Write(value, isConverted: true).Text))})";
            case ReleaseOp release:
                return expressions.Write(release.Operands[0]).Text + ".Release()";
            case TapeOp tape:
                return $"var {variables[tape.Result].Name} = new {tape.Result.Type.Name}()";
        }

        if (evaluate.Targets.Length == 1 && evaluate.Targets[0] is { } target)
            return Set(evaluate, target, evaluate.Op, expressions.Write(evaluate.Op, isConverted: true).Text);
        string call = expressions.Write(evaluate.Op, isConverted: false).Text;
        if (evaluate.Targets.All(t => t is null))
            return evaluate.Op is ExternalOp { Results.Length: 0 } or CallOp or PopOp or PopBlockOp or RemoveLastOp or TensorMapOp or DenseOp ? call : "_ = " + call;
        return $"({Join(evaluate.Targets.Select(t => t is null ? "_" : Declared(evaluate, variables[t])))}) = {call}";
    }

    private static string Declared(Statement statement, Variable variable) =>
        statement.Declares.Contains(variable) ? $"{variable.Type.Name} {variable.Name}" : variable.Name;

    private string Set(Statement statement, Value target, Op? source, string text)
    {
        Variable variable = variables[target];
        if (statement.Declares.Contains(variable))
            return $"{(source is AllocateOp or AllocateLikeOp && variable.Type.IsList ? "var" : variable.Type.Name)} {variable.Name} = {text}";
        if (text == variable.Name)
            return "";
        return source is ArithmeticOp { Operands.Length: 2 } arithmetic && Compound(variable, arithmetic) is { } compound
            ? compound
            : $"{variable.Name} = {text}";
    }

    private string? Compound(Variable variable, ArithmeticOp op)
    {
        if (!Operators.IsCompound(op.Code, variable.Type) || op.Operands[0].Type != variable.Type || op.IsChecked)
            return null;
        Value? other = IsVariable(op.Operands[0], variable) ? op.Operands[1]
            : op.Code is Operator.Add or Operator.Multiply && IsVariable(op.Operands[1], variable) ? op.Operands[0]
            : null;
        if (other is null)
            return null;
        if (variable.Type == IrType.Int && op.Code is Operator.Add or Operator.Subtract && other.Definition is ConstantOp { Content: 1 })
            return variable.Name + (op.Code == Operator.Add ? "++" : "--");
        return $"{variable.Name} {Operators.Of(op.Code).Symbol}= {expressions.Write(other, isConverted: true).Text}";
    }

    private bool IsVariable(Value value, Variable variable) => !inlining.IsInlined(value) && variables[value] == variable;

    private string Store(StoreOp store)
    {
        if (!ElementUpdate.IsAssignable(store.Memory))
            return ElementUpdate.Write(expressions, store.Memory, store.Indices, _ => expressions.Write(store.Stored, isConverted: true).Text);
        string element = expressions.Element(store.Memory, store.Indices).Text;

        // C# warns of x.A = x.A, which a swap through two names of one object comes to; it still reads, and fails where the user's does.
        if (IsElement(store.Stored, store))
            return $"_ = {element}";
        if (inlining.IsInlined(store.Stored) && store.Stored.Definition is ArithmeticOp { Operands.Length: 2, IsChecked: false } op &&
            Operators.IsCompound(op.Code, store.Stored.Type) && IsElement(op.Operands[0], store))
        {
            return $"{element} {Operators.Of(op.Code).Symbol}= {expressions.Write(op.Operands[1], isConverted: true).Text}";
        }

        return $"{element} = {expressions.Write(store.Stored, isConverted: true).Text}";
    }

    /// <summary>Whether a value is the old content of the element that is stored to.</summary>
    private bool IsElement(Value value, StoreOp store) =>
        inlining.IsInlined(value) && value.Definition is LoadOp load && FieldOp.AreSame(load.Memory, store.Memory) &&
        load.Operands.Skip(1).SequenceEqual(store.Operands.Skip(2));
}
