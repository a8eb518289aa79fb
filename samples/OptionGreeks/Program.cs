using OptionGreeks;

return Sample.Run(() =>
{
    var arguments = Arguments.Parse(args);
    if (arguments.Help)
    {
        Console.WriteLine(Arguments.Usage);
        return true;
    }

    bool right = OptionReport.Print();
    return right & AsianReport.Print(arguments.Paths, arguments.Seed);
});
