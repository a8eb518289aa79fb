using System.Globalization;
using System.Text;
using Fluxion.RandomPrograms.Faults;
using Fluxion.RandomPrograms.Printing;

namespace Fluxion.RandomPrograms;

/// <summary>How findings are shown.</summary>
public static class Reports
{
    public static string Describe(Finding finding)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"── {finding.Failure.Key} ── --only {finding.Original.Seed}\n");
        text.Append(ProgramPrinter.Print(finding.Program, dual: false, "0"));
        text.Append(finding.Failure.Detail).Append('\n');
        return text.ToString();
    }

    public static string Summary(RunReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Programs} programs in {report.Elapsed.TotalSeconds:F1} s ({report.PerSecond:F0}/s): {report.Failures} failures; {report.Differenced} compared with differences too, {report.Unusable} of no use");

    public static string Line(FaultResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(result.IsCaught ? "caught" : "MISSED")}  {result.Fault.Id,-34} after {result.Programs,5} programs{(result.Failure is { } f ? $"  {f.Key}  --only {result.Seed}" : "")}");
}
