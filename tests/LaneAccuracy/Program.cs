using Fluxion.LaneAccuracy;

// [--points N] [--seed S] [--checksum] [function ...]
// Prints the largest error of each function of Lanes, or a checksum of its results, which is to be the same on every machine and with
// DOTNET_EnableAVX2=0, DOTNET_EnableAVX=0 and DOTNET_EnableHWIntrinsic=0.
long points = 10_000_000;
int seed = 1;
bool checksum = false;
var names = new List<string>();
for (int i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--points": points = long.Parse(args[++i]); break;
        case "--seed": seed = int.Parse(args[++i]); break;
        case "--checksum": checksum = true; break;
        default: names.Add(args[i]); break;
    }
}

foreach (Function function in Search.Functions.Where(f => names.Count == 0 || names.Contains(f.Name)))
{
    if (checksum)
        Console.WriteLine($"{function.Name,-8} {Search.Checksum(function, points, seed):x16}");
    else
        Search.Run(function, points, seed);
}
