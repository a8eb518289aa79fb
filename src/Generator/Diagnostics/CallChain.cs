using Fluxion.Generator.Contract;
using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Diagnostics;

/// <summary>
/// Places findings. What is found in a method that the marked one calls is reported at the call in the marked one, where editors show
/// it live; the place itself is an additional location, and the message names the chain.
/// </summary>
internal sealed class CallChain(MarkedMethod method)
{
    private readonly Positions _positions = method.Positions;
    private readonly string _root = method.Model.Declaration.Name;
    private readonly IrModule? _module = method.Model.Module?.Module;

    // Inlining adds sites behind those of lowering.
    private IReadOnlyList<SiteInfo> Sites => _module?.Sites ?? (IReadOnlyList<SiteInfo>)_positions.SiteInfos;

    public Report Report(Finding finding, Location? known)
    {
        string message = Registry.Message(finding);
        string? subject = finding.Arguments.Length > 1 ? Subject(finding) : null;
        if (known is not null || finding.Site < 0 || finding.Site >= Sites.Count)
            return new Report(finding.Id, message, known ?? _positions.Declaration, [], subject);

        return Report(finding, message, subject, [], finding.Site);
    }

    /// <summary>What keeps a method from being differentiated that is called at a site.</summary>
    public Report Report(Finding reason, int call)
    {
        // What is wrong with the call itself stands in the method that calls.
        bool isInCallee = reason.Site >= 0 && reason.Site < Sites.Count && reason.Site != Sites[call].Origin;
        List<string> through = isInCallee ? [Sites[reason.Site].Function] : [];
        return Report(reason, Registry.Message(reason), null, through, call);
    }

    /// <summary>If the call at a site is of a method that could not be lowered: why not.</summary>
    public Finding[] Reasons(int site)
    {
        if (site < 0 || site >= Sites.Count)
            return [];
        int call = Sites[site].Origin;
        return [.. _positions.Reasons.Where(reason => reason.Call == call).Select(reason => reason.Reason)];
    }

    // From where it was found outwards, call by call, to the marked method.
    private Report Report(Finding finding, string message, string? subject, List<string> through, int site)
    {
        Location place = At(finding.Site);
        bool isInside = through.Count == 0;
        int start = site;
        for (int steps = 0; Caller(site) is var caller && caller >= 0 && steps < 64; steps++)
        {
            if (Sites[site].Function is var function && (through.Count == 0 || through[through.Count - 1] != function))
                through.Add(function);
            site = caller;
        }

        if (isInside && site == start)
            return new Report(finding.Id, message, place, [], subject);
        through.Reverse();
        message += $" When differentiating '{_root}', in {string.Join(", in ", through.Select(name => $"'{name}'"))}.";
        return new Report(finding.Id, message, At(site), [place], subject);
    }

    private static string Subject(Finding finding)
    {
        // The last argument of a misspelt name is a sentence; what stands in quotes in it is the suggestion.
        if (finding.Id != DeclarationFindings.UnknownParameter.Id)
            return finding.Arguments[1];
        string[] parts = finding.Arguments[2].Split('\'');
        return parts.Length > 1 ? parts[1] : "";
    }

    private Location At(int site)
    {
        int origin = site < 0 || site >= Sites.Count ? -1 : Sites[site].Origin;
        return origin >= 0 && origin < _positions.Sites.Count ? _positions.Sites[origin] : _positions.Declaration;
    }

    // Inlined code knows its call. Of a function that is not inlined, the first call is taken.
    private int Caller(int site)
    {
        SiteInfo info = Sites[site];
        if (info.Caller >= 0)
            return info.Caller;
        if (_module is null || method.Model.Module is not { } lowered)
            return -1;
        foreach (KeyValuePair<string, IrFunction> function in _module.Functions)
        {
            if (function.Value != _module.Root && function.Value.Name == info.Function && info.Function != _root
                && lowered.CallSites.TryGetValue(function.Key, out int call) && call != site)
            {
                return call;
            }
        }

        return -1;
    }
}
