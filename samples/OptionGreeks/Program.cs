using System.Text;
using OptionGreeks;

Console.OutputEncoding = Encoding.UTF8;
try
{
    var arguments = Arguments.Parse(args);
    if (arguments.Help)
    {
        Console.WriteLine(Arguments.Usage);
        return 0;
    }

    bool right = OptionReport.Print();
    right &= AsianReport.Print(arguments.Paths, arguments.Seed);
    if (right)
        return 0;
    Console.Error.WriteLine("error: a result does not agree with its reference.");
    return 1;
}
catch (InputException e)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return 2;
}
