using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>Finds what could share memory: the buffers of a companion, with the arrays and objects that objects hold.</summary>
/// <param name="fields">The class with the methods that reach private fields.</param>
/// <param name="used">The names of the fields that companions read or write.</param>
internal sealed class Regions(string fields, IReadOnlyCollection<string> used)
{
    /// <summary>A buffer, or an object with the arrays and objects that it holds, or an array of objects with those that they hold.</summary>
    public IEnumerable<Region> Of(string name, IrType type, bool isWritten, bool isShadow = false) => Of(new Region(name, type, isWritten) { IsShadow = isShadow });

    private IEnumerable<Region> Of(Region region)
    {
        Region whole = Innermost(region.OrEmpty());
        return whole.Type switch
        {
            { IsObject: true } => Held(whole.Type).SelectMany(field => Of(Field(whole, field))).Prepend(whole),
            { HoldsObjects: true, Rank: 1, Element.IsObject: true } => InAll(whole).Prepend(whole),
            _ => [whole],
        };
    }

    // A method reaches a private field; that nobody else can reach it does not keep two objects from holding one array.
    private IEnumerable<IrField> Held(IrType type) => type.Element!.Fields.Where(field => field.Type is { IsMemory: true, IsTableOfArrays: false }
        && (used.Contains(field.Name) || (field.Access is null && (field.Type.IsPlain || field.Type.HoldsObjects) && !(field.IsNullable && (field.Type.IsObject || field.Type.IsJagged || field.Type.Rank > 1)))));

    // Arrays of arrays of arrays share elements where their innermost arrays do.
    private static Region Innermost(Region region)
    {
        while (region.Type is { IsJagged: true, Rank: 1, Element: { IsJagged: true, Rank: 1 } rows })
        {
            region = region with
            {
                Name = Joined(region.Name, "rows", $"rows ?? global::System.Array.Empty<{rows.Element!.Name}>()"),
                Type = IrType.Array(rows.Element),
                Label = region.Label + "[]",
                Of = null,
            };
        }

        return region;
    }

    private static string Joined(string arrays, string element, string array) =>
        $"global::System.Linq.Enumerable.ToArray(global::System.Linq.Enumerable.SelectMany({arrays}, static {element} => {array}))";

    private Region Field(Region holder, IrField field) => new(Read(holder.Name, field, holder.IsNullable), field.Type, holder.IsWritten)
    {
        Label = $"{holder.Label}.{field.Name}",
        IsNullable = holder.IsNullable || field.IsNullable,
        IsShadow = holder.IsShadow,
    };

    // A method gets no null.
    private string Read(string holder, IrField field, bool isNullable)
    {
        holder = Region.Operand(holder);
        string read = field.Access is { } access ? $"{fields}.{access.Method}({holder})" : $"{holder}.{field.Name}";
        return !isNullable ? read
            : field.Access is null ? $"{holder}?.{field.Name}"
            : $"{holder} is null ? null : {read}";
    }

    // A field of all objects of an array is an array itself.
    private IEnumerable<Region> InAll(Region objects) =>
        Held(objects.Type.Element!).SelectMany(field =>
        {
            bool isNested = field.Type is { IsJagged: true, Rank: 1 };
            string read = $"static element => {Read("element", field, isNullable: true)}";
            string rows = Field(new Region("element", objects.Type.Element!, objects.IsWritten), field).OrEmpty().Name;
            var all = new Region(
                isNested ? Joined(objects.Name, "element", rows) : $"global::System.Array.ConvertAll({objects.Name}, {read})",
                IrType.Array(isNested ? field.Type.Element! : field.Type),
                objects.IsWritten)
            {
                Label = $"{objects.Label}[].{field.Name}{(isNested ? "[]" : "")}",
                IsInAll = true,
                Of = isNested ? null : (objects.Name, read),
                IsShadow = objects.IsShadow,
            };
            all = Innermost(all);
            return all.Type.Element!.IsObject ? InAll(all).Prepend(all) : [all];
        });
}
