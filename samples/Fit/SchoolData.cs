using Fit.Models;

namespace Fit;

/// <summary>What the model is fitted to.</summary>
/// <param name="Source">The file, or the data set that comes with the program.</param>
/// <param name="IsShipped">Whether the references apply.</param>
/// <param name="Children">One a row.</param>
internal sealed record SchoolData(string Source, bool IsShipped, Child[] Children)
{
    /// <summary>Age groups but the first.</summary>
    public const int LaterGroups = 3;

    /// <summary>Reads a file, or the shipped one if none is given.</summary>
    public static SchoolData Read(string? path)
    {
        var file = DataFile.Read(path ?? DataFile.Shipped("quine.csv"));
        double[] days = file.Numbers("days", value => value >= 0 && value <= 366 && value == Math.Floor(value), "a whole number of days in a year");
        string[] sex = file.Texts("sex"), age = file.Texts("age");
        var children = new Child[file.Count];
        for (int i = 0; i < children.Length; i++)
        {
            bool isMale = sex[i] == "M" || (sex[i] == "F" ? false : throw new InputException($"{file.Name}, row {i + 1}: the sex '{sex[i]}' is neither F nor M."));
            int group = Array.IndexOf(["F0", "F1", "F2", "F3"], age[i]);
            children[i] = group >= 0 ? new Child((int)days[i], isMale, group) : throw new InputException($"{file.Name}, row {i + 1}: the age '{age[i]}' is none of F0, F1, F2, F3.");
        }

        return new(path ?? "S. Quine, days absent from school", path is null, children);
    }
}
