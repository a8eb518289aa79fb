namespace Fluxion.Runtime.Tests.Optimization;

/// <summary>Two data sets that R ships, and the models that its documentation fits to them.</summary>
internal static class RealData
{
    // R's infert, a column a string, one digit a row (two for the age): Trichopoulos et al., Br. J. Obst. Gynaec. 83 (1976) 645–650.
    private const string Ages =
        "2642393435362332212829373129312730262544403528362740383428303234423239353634302839354137303728272638243627282936282828273525" +
        "3431263221283725322531382631312531343529232642393435362332212829373129312730262544403528362740383428303234423239353634302839" +
        "3541373037282726382436272829362828282735253431263221283725322531263131253134352923264239343536233221282937312931273026254440" +
        "3528362740383428303234423239353634302839354137303728272638243627282936282828273525343126322128372532253138263131253134352923";

    private const string Parities =
        "6164341212241322513112212223441212121331311211242335312222122112211331111621211121161643412122413225131122122234412121213313" +
        "1121124233531222212211221133111121211121161643412122413225131122122234412121213313112112423353122221221122113311116212111211";

    private const string Educations =
        "1111222222222222222222222222222222222222222233333333333333333333333333333333333333311112222222222222222222222222222222222222" +
        "2223333333333333333333333333333333333333311112222222222222222222222222222222222222222333333333333333333333333333333333333333";

    private const string Induced =
        "1122120000121212202002001000120110100100000101022011100010000000100101100000010020020202102000100110000000000000101100002011" +
        "0001012112111111211210000021010000200000020200000100000101111002000002100020002000000001211222010210111010102010100110000200";

    private const string Spontaneous =
        "2000110010010010111110211222201002021201200100200222112202122112011220011221101101100010100110101002010000010002100000000200" +
        "0000001001110001000000010101000120000001100020201011102002010000120001100000000100000010000010111000000002000200002101110011";

    private const string Cases =
        "1111111111111111111111111111111111111111111111111111111111111111111111111111111111100000000000000000000000000000000000000000" +
        "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000";

    // R's Puromycin, the treated cells: Treloar, University of Toronto (1974).
    private static readonly double[] Concentrations = [0.02, 0.02, 0.06, 0.06, 0.11, 0.11, 0.22, 0.22, 0.56, 0.56, 1.10, 1.10];
    private static readonly double[] Rates = [76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200];

    /// <summary>glm(case ~ age + parity + education + spontaneous + induced, binomial): the negative log-likelihood.</summary>
    public static Objective<double[]> Infert()
    {
        var x = new double[Cases.Length, 7];
        for (int i = 0; i < Cases.Length; i++)
        {
            x[i, 0] = 1;
            x[i, 1] = 10 * Digit(Ages, 2 * i) + Digit(Ages, 2 * i + 1);
            x[i, 2] = Digit(Parities, i);
            x[i, 3] = Educations[i] == '2' ? 1 : 0;
            x[i, 4] = Educations[i] == '3' ? 1 : 0;
            x[i, 5] = Digit(Spontaneous, i);
            x[i, 6] = Digit(Induced, i);
        }
        return new Objective<double[]>("Infert", [new ParameterBlock("beta", 7)], new double[7], beta => Logistic(beta, [], x), (beta, g) => Logistic(beta, g, x), beta => beta.ToArray());
    }

    /// <summary>nls(rate ~ Vm * conc / (K + conc)): the sum of squares.</summary>
    public static Objective<(double Vm, double K)> Puromycin(double vm, double k) => new(
        "Puromycin",
        [new ParameterBlock("vm"), new ParameterBlock("k")],
        [vm, k],
        point => Michaelis(point, []),
        Michaelis,
        point => (point[0], point[1]));

    private static double Logistic(ReadOnlySpan<double> beta, Span<double> gradient, double[,] x)
    {
        double sum = 0;
        gradient.Clear();
        for (int i = 0; i < Cases.Length; i++)
        {
            double eta = 0;
            for (int j = 0; j < beta.Length; j++)
                eta += beta[j] * x[i, j];
            double e = Math.Exp(-Math.Abs(eta)), y = Digit(Cases, i);
            sum += Math.Max(eta, 0) + Math.Log(1 + e) - y * eta;
            double etaBar = (eta > 0 ? 1 : e) / (1 + e) - y;
            for (int j = 0; j < gradient.Length; j++)
                gradient[j] += etaBar * x[i, j];
        }
        return sum;
    }

    private static double Michaelis(ReadOnlySpan<double> point, Span<double> gradient)
    {
        double sum = 0, vmBar = 0, kBar = 0;
        for (int i = 0; i < Rates.Length; i++)
        {
            double share = Concentrations[i] / (point[1] + Concentrations[i]), r = Rates[i] - point[0] * share;
            sum += r * r;
            vmBar -= 2 * r * share;
            kBar += 2 * r * point[0] * share / (point[1] + Concentrations[i]);
        }
        if (gradient.Length == 2)
            (gradient[0], gradient[1]) = (vmBar, kBar);
        return sum;
    }

    private static int Digit(string digits, int index) => digits[index] - '0';
}
