using Fluxion.Generator.Differentiation;
using Fluxion.Generator.Emission;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>Hands differentiated functions to emission and takes the text back.</summary>
internal static class BodyEmission
{
    public static IEnumerable<string> Write(
        Member member, CompanionResult result, IReadOnlyList<string> prologue, string? returnFormat, MethodModel model, string helpers, IEnumerable<string>? locals = null)
    {
        var shape = new MethodShape(member.Head, prologue, [.. member.Reserved, .. locals ?? []]) { ReturnFormat = returnFormat, Fields = FieldClass.NameOf(model.Declaration) };
        return MethodEmitter.Emit(result.Companion!, shape, model.Module!.Module.Sites, key => $"{helpers}.{NameOf(result, key)}", model.IsChecked);
    }

    /// <summary>A nested class with the functions that a companion calls; null where it calls none.</summary>
    public static IReadOnlyList<string>? Helpers(CompanionResult result, MethodModel model, string helpers)
    {
        if (result.Helpers.Count == 0)
            return null;
        List<string> lines = [$"private static class {helpers}", "{"];
        foreach ((_, string name, IrFunction function) in result.Helpers)
        {
            if (lines.Count > 2)
                lines.Add("");
            IEnumerable<string> body = MethodEmitter.EmitHelper(function, name, model.Module!.Module.Sites, key => NameOf(result, key), model.IsChecked, FieldClass.NameOf(model.Declaration));
            lines.AddRange(body.Select(line => line.Length == 0 ? "" : "    " + line));
        }

        lines.Add("}");
        return lines;
    }

    private static string NameOf(CompanionResult result, string key) => result.Helpers.First(helper => helper.Key == key).Name;
}
