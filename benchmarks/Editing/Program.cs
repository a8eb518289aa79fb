using System.Globalization;
using Editing;

// Usage: dotnet run -c Release --project benchmarks/Editing [-- repetitions]
//   What generator and analyzer cost somebody who types in a project of 200 marked methods. Each edit is repeated, each time a little different, after everything
//   has run once; what is reported of an edit is its fastest repetition, because what disturbs a machine only adds.
int repetitions = args is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 5;
const int Parts = 8;
SampleProject project = SampleProject.Make(Parts);
IReadOnlyList<(string Path, string Method)> methods = SampleProject.Methods;

var editor = new Editor();
Cost cold = await editor.RunAsync(project, open: null, check: true);
if (editor.Errors.Length > 0)
    throw new InvalidOperationException(string.Join('\n', editor.Errors.Take(10)));

int marked = Parts * methods.Count;
Table.Print($"{marked} marked methods, {Environment.ProcessorCount} cores, .NET {Environment.Version}, times in ms");
Table.Head();
Table.Row("first build, nothing compiled yet", [cold], editor.Written);

var builds = new List<Cost>();
for (int i = 0; i < repetitions; i++)
{
    var builder = new Editor();
    builds.Add(await builder.RunAsync(project.Fresh(), open: null));
}

Table.Row("first build", [Fastest(builds)], marked);

int version = 0;
await EditAsync("a number in a marked method's body", (path, method) => project.WithNumber(path, method, version));
await EditAsync("a statement half typed", (path, method) => project.WithHalfStatement(path, method, version));
await EditAsync("a method half typed", (path, method) => project.WithHalfMethod(path, method, version));
await EditAsync("a comment in a marked method", (path, method) => project.WithComment(path, method, version));
await EditAsync("lines at the top of the file", (path, _) => project.WithLines(path, version), methods.DistinctBy(one => one.Path));
foreach (string helper in new[] { "Dot", "Softplus", "LogSumExp" })
    await EditAsync($"'{helper}', which many methods call", (path, method) => project.WithNumber(path, method, version), [(SampleProject.SharedPath, helper)]);
await EditAsync("another method in another class", (path, _) => project.WithMember(path, version), [("Other.cs", "Twice")]);
await EditAsync("another method beside marked methods", (path, _) => project.WithMember(path, version), methods.DistinctBy(one => one.Path));
await EditAsync("a method of another class", (path, method) => project.WithNumber(path, method, version), [("Other.cs", "Twice")]);

SampleProject alone = SampleProject.MakeAlone();
int lines = alone.Method("Alone.cs", "Growth").ToString().Split('\n').Length - 1;
var first = new List<Cost>();
var edits = new List<Cost>();
for (int i = 0; i < 10 * repetitions; i++)
{
    var single = new Editor();
    first.Add(await single.RunAsync(alone.Fresh(), open: null));
    edits.Add(await single.RunAsync(alone.WithNumber("Alone.cs", "Growth", version++), open: "Alone.cs"));
}

Table.Row($"one method of {lines} lines alone, built", [Fastest(first)], 1);
Table.Row($"one method of {lines} lines alone, edited", [Fastest(edits)], 1);
return 0;

// Each edit starts from the project as it was, so that there is one edit between two runs that count.
async Task EditAsync(string name, Func<string, string, SampleProject> edit, IEnumerable<(string Path, string Method)>? places = null)
{
    var costs = new List<Cost>();
    int written = 0;
    (string Path, string Method)[] all = [.. places ?? methods];
    // What is edited in one place only is repeated more often, so that the compiler of the machine has seen it as often as the others.
    int times = all.Length == 1 ? 5 * repetitions : repetitions;
    foreach ((string path, string method) in all)
    {
        var repeated = new List<Cost>();
        for (int i = 0; i < times; i++)
        {
            await editor.RunAsync(project, path);
            version++;
            repeated.Add(await editor.RunAsync(edit(path, method), path));
            written = Math.Max(written, editor.Written);
        }

        costs.Add(Fastest(repeated));
    }

    Table.Row(name, costs, written);
}

static Cost Fastest(List<Cost> costs) => new(costs.Min(cost => cost.Generator), costs.Min(cost => cost.Driver), costs.Min(cost => cost.Analyzer));
