using QuickStart;

return Sample.Run(cancellation =>
{
    var arguments = Arguments.Parse(args);
    if (arguments.Help)
    {
        Console.WriteLine(Arguments.Usage);
        return true;
    }

    // Files that are given are read before anything is computed, so that a mistake in their names shows at once.
    var logistic = LogisticData.Read(arguments.Logistic);
    var enzyme = EnzymeData.Read(arguments.Puromycin);

    var agreement = new Agreement();
    NeuronReport.Print(agreement);
    LogisticReport.Print(logistic, agreement, cancellation);
    EnzymeReport.Print(enzyme, agreement, cancellation);
    return agreement.Holds;
});
