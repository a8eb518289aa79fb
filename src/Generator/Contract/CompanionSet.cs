using Fluxion.Generator.Analysis;
using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Differentiation;
using Fluxion.Generator.Emission;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Vectorization;

namespace Fluxion.Generator.Contract;

/// <summary>All companions of a method, as text. Their signatures are always the same; where a body cannot be had, one that throws stands in.</summary>
internal sealed class CompanionSet
{
    private readonly Declaration _declaration;
    private readonly Documentation _documentation;
    private readonly List<IReadOnlyList<string>> _members = [];
    private readonly List<string> _header = [];

    private CompanionSet(Declaration declaration)
    {
        _declaration = declaration;
        _documentation = new Documentation(declaration);
    }

    public IReadOnlyList<IReadOnlyList<string>> Members => _members;

    /// <summary>What differentiation says about the method, for the head of the file.</summary>
    public IReadOnlyList<string> Header => _header;

    public static CompanionSet Build(MethodModel model, CancellationToken cancellation)
    {
        if (model.Findings.FirstOrDefault(finding => Registry.IsError(finding) && finding.Id != DeclarationFindings.NameClash.Id) is { } fault)
            return InError(model.Declaration, fault);
        var set = new CompanionSet(model.Declaration);
        if (model.Module is not { } lowered || !Returns(lowered.Module))
            return set.WithoutBodies(member => member.Unfinished());

        if (CompanionBuilder.Analyze(lowered.Module).FirstOrDefault(Registry.IsError) is { } lost)
            return InError(model.Declaration, lost);

        var built = new Dictionary<CompanionKind, CompanionResult>();
        foreach (CompanionKind kind in Kinds(model.Declaration))
        {
            cancellation.ThrowIfCancellationRequested();
            CompanionResult result = CompanionBuilder.Build(lowered.Module, Request(model.Declaration, kind), cancellation);
            if (result.Findings.FirstOrDefault(Registry.IsError) is { } error)
                return InError(model.Declaration, error);
            if (result.Companion is null)
                return set.WithoutBodies(member => member.Unfinished());
            built.Add(kind, result);
        }

        CompanionRequest directed = Request(model.Declaration, CompanionKind.HessianVector);
        if (HessianSignatures.Columns(model.Declaration) is not null && CompanionBuilder.InLanes(built[directed.Kind], directed.Names) is { } columns)
            built.Add(CompanionKind.HessianColumns, columns);
        IReadOnlyCollection<string> written = Written(lowered.Module);
        JacobianLayout? layout = JacobianLayout.TryFind(model.Declaration, written);
        if (layout is not null)
        {
            CompanionRequest rows = Request(model.Declaration, CompanionKind.Jacobian) with { AllowReassociation = false, Rows = layout.Rows };
            if (CompanionBuilder.Build(lowered.Module, rows, cancellation) is { Companion: not null } jacobian)
                built.Add(CompanionKind.Jacobian, jacobian);
        }

        set._header.AddRange(built.Values.SelectMany(result => Text.Lines(result.Header)).Where(line => line.Length > 0).Distinct());
        set._header.AddRange(set.LaneLines(built));
        set.AddBodies(model, built, written, layout);
        return set;
    }

    /// <summary>What building the companions finds.</summary>
    public static IEnumerable<Finding> Findings(Declaration declaration, IrModule module, CancellationToken cancellation)
    {
        IReadOnlyList<Finding> found = CompanionBuilder.Analyze(module);
        return found.Any(Registry.IsError) || !Returns(module) ? found :
        [
            .. found,
            .. Kinds(declaration).Where(kind => kind != CompanionKind.Gradient)
                .SelectMany(kind => CompanionBuilder.Build(module, Request(declaration, kind) with { AllowReassociation = false, IsWritten = false }, cancellation).Findings),
        ];
    }

    private static IEnumerable<CompanionKind> Kinds(Declaration declaration) =>
    [
        .. Signatures.Gradient(declaration) is null ? Array.Empty<CompanionKind>() : [CompanionKind.Gradient],
        CompanionKind.Pullback,
        CompanionKind.Tangent,
        .. DirectionalCompanion.All.Where(one => HessianSignatures.Directional(declaration, one) is not null).Select(one => one.Kind),
        .. Signatures.Report(declaration) is null ? Array.Empty<CompanionKind>() : [CompanionKind.Report],
    ];

    // What only throws has not been written yet.
    private static bool Returns(IrModule module) => module.Root.Body.Terminator.FallsThrough;

    /// <summary>Every companion refuses to be called, and says why.</summary>
    public static CompanionSet InError(Declaration declaration, Finding fault) =>
        new CompanionSet(declaration).WithoutBodies(member => member.InError($"{fault.Id}: {Registry.Message(fault)}"));

    private static CompanionRequest Request(Declaration declaration, CompanionKind kind) =>
        new(kind, [.. declaration.Parameters.SelectMany(p => p.LeafNames)], declaration.AllowReassociation);

    private CompanionSet WithoutBodies(Func<Member, IEnumerable<string>> write)
    {
        foreach (Member member in All.OfType<Member>())
        {
            if (!_declaration.Taken.Contains(member.Signature.Key))
                _members.Add([.. write(member)]);
        }

        return this;
    }

    private void AddBodies(MethodModel model, Dictionary<CompanionKind, CompanionResult> built, IReadOnlyCollection<string> written, JacobianLayout? layout)
    {
        var prologue = new PrologueWriter(_declaration, written, new Regions(FieldClass.NameOf(_declaration), FieldClass.Used(built.Values)));
        if (Gradient is { } gradient)
        {
            if (GradientInto is { } into)
            {
                Add(gradient, m => m.With(GradientWriter.Body(_declaration, into.Signature)), into);
                Emit(into, CompanionKind.Gradient, prologue.GradientInto());
            }
            else
            {
                Emit(gradient, CompanionKind.Gradient, prologue.Gradient());
            }
        }

        Emit(Pullback, CompanionKind.Pullback, prologue.Pullback());
        Emit(Tangent, CompanionKind.Tangent, prologue.Tangent());
        if (Jacobian is { } jacobian)
        {
            if (JacobianInto is { } into)
            {
                Add(jacobian, m => m.With(JacobianWriter.BodyOf(_declaration, written, into.Signature)), into);
                if (built.ContainsKey(CompanionKind.Jacobian))
                    Emit(into, CompanionKind.Jacobian, layout!.Head(prologue), layout.Locals);
                else if (JacobianRowWriter.Suits(_declaration, written))
                    Add(into, m => m.With(JacobianRowWriter.BodyInto(_declaration, prologue.Jacobian())), Pullback);
                else
                    Add(into, m => m.With(JacobianWriter.BodyInto(_declaration, written, prologue.Jacobian())), Tangent);
            }
            else
            {
                Add(jacobian, m => m.With(JacobianWriter.Body(_declaration, written)), Tangent);
            }
        }

        foreach (DirectionalCompanion companion in DirectionalCompanion.All)
        {
            if (Directional(companion) is not { } product)
                continue;
            if (DirectionalInto(companion) is { } into)
            {
                Add(product, m => m.With(DirectionalWriter.Body(_declaration, companion, into.Signature)), into);
                Emit(into, companion.Kind, prologue.Directional(companion));
            }
            else
            {
                Emit(product, companion.Kind, prologue.Directional(companion));
            }
        }

        if (Hessian is { } hessian)
        {
            Add(hessian, m => m.With(HessianWriter.Body(_declaration, HessianInto!.Signature)), HessianInto!);
            Member? columns = built.ContainsKey(CompanionKind.HessianColumns) && !_declaration.Taken.Contains(Columns!.Signature.Key) ? Columns : null;
            Add(HessianInto!, m => m.With(HessianWriter.BodyInto(_declaration, written, columns?.Signature)), [.. new[] { GradientInto ?? Gradient, HessianProduct }.OfType<Member>()]);
            if (columns is not null)
                Emit(columns, CompanionKind.HessianColumns, prologue.Columns());
        }

        if (Report is { } report)
        {
            Add(report, m => m.With(ReportWriter.Body(_declaration, written, Reports.Names(model.Module!.Module.Root))), Reported!);
            Emit(Reported!, CompanionKind.Report, prologue.Tangent());
        }

        if (FieldClass.Write(_declaration, built.Values) is { } fields)
            _members.Add(fields);
        if (Objective is { } objective)
            Add(objective, m => m.With(ObjectiveWriter.Body(_declaration, objective.Signature)), [.. new[] { Gradient, GradientInto, HessianProduct, HessianInto, Report }.OfType<Member>()]);
        if (LeastSquares is { } squares)
            Add(squares, m => m.With(ObjectiveWriter.LeastSquares(_declaration, squares.Signature, written)), Pullback, Tangent);

        void Emit(Member member, CompanionKind kind, IReadOnlyList<string> checks, IReadOnlyList<string>? locals = null)
        {
            Add(built[kind].IsOptimizedAtOnce ? member.OptimizedAtOnce() : member, m => BodyEmission.Write(m, built[kind], checks, ReturnFormat(kind), model, Helpers(kind), locals));
            if (BodyEmission.Helpers(built[kind], model, Helpers(kind)) is { } helpers)
                _members.Add(helpers);
        }
    }

    private IEnumerable<string> LaneLines(Dictionary<CompanionKind, CompanionResult> built)
    {
        (string Companion, LaneReport Report)[] reports =
        [
            .. built.Where(pair => pair.Value.Lanes is not null)
                .Select(pair => ((pair.Key == CompanionKind.Gradient ? GradientInto ?? Gradient! : Pullback).Signature.Name, pair.Value.Lanes!)),
        ];
        IEnumerable<string> lines = LaneReport.Lines(reports);
        return built.ContainsKey(CompanionKind.HessianVector) && reports.Any(one => one.Report.HasLanes)
            ? lines.Append("Higher orders: one iteration at a time (only gradient and pullback run in lanes).")
            : lines;
    }

    // Structs and tuples are put together: a gradient of one, a returned one and its tangent.
    private string? ReturnFormat(CompanionKind kind)
    {
        int next = 0;
        ReturnShape result = _declaration.Return;
        if (kind == CompanionKind.Jacobian)
            return Next(result.Shape);
        if (kind == CompanionKind.Tangent)
            return result.Shape is { } returned ? $"({Next(returned)}, {Next(returned)})" : null;
        Parameter[] values = [.. _declaration.Differentiated.Where(p => !p.IsBuffer)];
        int results = kind == CompanionKind.Gradient ? 1 : DirectionalCompanion.All.FirstOrDefault(one => one.Kind == kind)?.Results.Count ?? 0;
        values = [.. Enumerable.Repeat(values, results).SelectMany(one => one)];
        return values.Any(p => p.Shape is not null)
            ? $"({string.Join(", ", values.Select(p => Next(p.Shape)).Prepend(Next(null)))})"
            : null;

        string Next(StructShape? shape)
        {
            int count = shape?.Leaves.Count ?? 1;
            next += count;
            string[] places = [.. Enumerable.Range(next - count, count).Select(i => $"{{{Formatting.Invariant(i)}}}")];
            return shape is null ? places[0] : shape.MakeFormat(places);
        }
    }

    // A companion whose signature is taken is left out; one that would call it cannot be had either.
    private void Add(Member member, Func<Member, IEnumerable<string>> write, params Member[] needed)
    {
        if (_declaration.Taken.Contains(member.Signature.Key))
            return;
        Member? missing = needed.FirstOrDefault(other => _declaration.Taken.Contains(other.Signature.Key));
        string id = DeclarationFindings.NameClash.Id;
        _members.Add([.. missing is null ? write(member) : member.InError($"{id}: it needs '{missing.Signature.Display}', whose signature is taken.")]);
    }

    /// <summary>The buffers that the method may write to, by parameter name: companions restore and check only these.</summary>
    private static IReadOnlyCollection<string> Written(IrModule module)
    {
        IrFunction root = module.Root;
        var memory = new MemoryClasses(root);
        return [.. root.Parameters.Where(p => p.Content is { Type.IsMemory: true } content && memory.IsWritten(content)).Select(p => p.Name)];
    }

    /// <summary>The nested class for what a companion calls; unique under overloads.</summary>
    private string Helpers(CompanionKind kind) =>
        $"{kind}_{_declaration.Name}_Helpers{(_declaration.Ordinal == 0 ? "" : Formatting.Invariant(_declaration.Ordinal + 1))}";

    private Member? Gradient => Signatures.Gradient(_declaration) is { } signature ? new Member(_declaration, signature, _documentation.Gradient()) : null;

    private Member? GradientInto => Signatures.GradientInto(_declaration) is { } signature ? new Member(_declaration, signature, _documentation.GradientInto()) : null;

    private Member Pullback => new(_declaration, Signatures.Pullback(_declaration), _documentation.Pullback());

    private Member Tangent => new(_declaration, Signatures.Tangent(_declaration), _documentation.Tangent());

    private Member? Jacobian => Signatures.Jacobian(_declaration) is { } signature ? new Member(_declaration, signature, _documentation.Jacobian(isInto: false)) : null;

    private Member? JacobianInto => Signatures.JacobianInto(_declaration) is { } signature ? new Member(_declaration, signature, _documentation.Jacobian(isInto: true)) : null;

    private Member? Directional(DirectionalCompanion companion) =>
        HessianSignatures.Directional(_declaration, companion) is { } signature ? new Member(_declaration, signature, _documentation.Directional(companion, isInto: false)) : null;

    private Member? DirectionalInto(DirectionalCompanion companion) =>
        HessianSignatures.DirectionalInto(_declaration, companion) is { } signature ? new Member(_declaration, signature, _documentation.Directional(companion, isInto: true)) : null;

    private Member? Report => Signatures.Report(_declaration) is { } signature ? new Member(_declaration, signature, _documentation.Report()) : null;

    private Member? Reported => Signatures.Reported(_declaration) is { } signature ? new Member(_declaration, signature, _documentation.Reported()) { IsPrivate = !_declaration.IsLocalFunction } : null;

    private Member? HessianProduct => DirectionalInto(DirectionalCompanion.HessianVector) ?? Directional(DirectionalCompanion.HessianVector);

    private IEnumerable<Member?> All =>
    [
        Gradient, GradientInto, Pullback, Tangent, Jacobian, JacobianInto, .. DirectionalCompanion.All.SelectMany(one => new[] { Directional(one), DirectionalInto(one) }), Hessian, HessianInto, Report, Reported,
        Objective, LeastSquares,
    ];

    private Member? Columns => HessianSignatures.Columns(_declaration) is { } signature ? new Member(_declaration, signature, _documentation.Columns()) { IsPrivate = true } : null;

    private Member? Hessian => HessianSignatures.Hessian(_declaration) is { } signature ? new Member(_declaration, signature, _documentation.Hessian(null)) : null;

    private Member? HessianInto => HessianSignatures.HessianInto(_declaration) is { } signature ? new Member(_declaration, signature, _documentation.Hessian(signature)) : null;

    private Member? Objective => Signatures.Objective(_declaration) is { } signature ? new Member(_declaration, signature, _documentation.Objective()) : null;

    private Member? LeastSquares => Signatures.LeastSquares(_declaration) is { } signature ? new Member(_declaration, signature, _documentation.LeastSquares()) : null;
}
