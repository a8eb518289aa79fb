using Fluxion.Optimization;

namespace Fluxion.Statistics.Tests;

/// <summary>Estimates to seven digits and standard errors to five, of real data, beside R 4.2.2 and NIST.</summary>
public class RealDataTests
{
    private const double Estimates = 5e-8, Errors = 5e-6;

    // m <- glm(am ~ wt + hp, binomial, mtcars, control = glm.control(epsilon = 1e-15, maxit = 100)); coef(m); sqrt(diag(vcov(m))); logLik(m)
    [Fact]
    public void Logistic_regression()
    {
        ReferenceFile cars = ReferenceFile.Read("mtcars");
        var fit = Optimizer.Minimize(RealDataModels.Objective_Logistic(new double[3], RealDataModels.Design(cars.Numbers("wt"), cars.Numbers("hp")), cars.Numbers("am")));
        Check(
            fit,
            [18.8662987172040957, -8.0834751824446283, 0.0362555960822165],
            [7.4435580602052740, 3.0686751130546961, 0.0177341536507693]);
        Close.To(5.02955523613349, fit.Value, 1e-12);
    }

    // w <- glm(breaks ~ wool * tension, poisson, warpbreaks, control = glm.control(epsilon = 1e-15, maxit = 100)); coef(w); sqrt(diag(vcov(w))); logLik(w)
    [Fact]
    public void Poisson_regression()
    {
        ReferenceFile warps = ReferenceFile.Read("warpbreaks");
        double[] wool = warps.Numbers("wool"), medium = RealDataModels.Level(warps.Numbers("tension"), 1), high = RealDataModels.Level(warps.Numbers("tension"), 2);
        double[,] design = RealDataModels.Design(wool, medium, high, [.. wool.Zip(medium, (a, b) => a * b)], [.. wool.Zip(high, (a, b) => a * b)]);
        var fit = Optimizer.Minimize(RealDataModels.Objective_PoissonCounts(new double[6], design, warps.Integers("breaks")));
        Check(
            fit,
            [3.796736849970350, -0.456627160288032, -0.618683019622404, -0.595798725788816, 0.638176814303405, 0.188363173693353],
            [0.0499376169437279, 0.0801921034767891, 0.0844002086232245, 0.0837773982874019, 0.1221532109715518, 0.1298954198620302]);
        Close.To(228.484604470675, fit.Value, 1e-12);
    }

    // m <- MASS::glm.nb(Days ~ Sex + Age, quine, control = glm.control(epsilon = 1e-14, maxit = 100)); then optim(c(coef(m), log(m$theta)), nll, gradient,
    // method = "BFGS", control = list(reltol = 1e-16)) of −sum(dnbinom(Days, size = exp(b[6]), mu = exp(X %*% b[1:5]), log = TRUE)), and steps of Newton's method
    // with differences of the gradient (by digamma) to |gradient| < 1e-13; standard errors from their inverse.
    [Fact]
    public void Negative_binomial_regression()
    {
        ReferenceFile quine = ReferenceFile.Read("quine");
        double[] age = quine.Numbers("age");
        double[,] design = RealDataModels.Design(quine.Numbers("male"), RealDataModels.Level(age, 1), RealDataModels.Level(age, 2), RealDataModels.Level(age, 3));
        var fit = Optimizer.Minimize(RealDataModels.Objective_NegativeBinomialCounts([2, 0, 0, 0, 0], 0, design, quine.Integers("days")));
        Check(
            fit,
            [2.69356943412017769, 0.00844089576457351, -0.28363204128334085, 0.34843257607562350, 0.27738324182455654, 0.13746027338982589],
            [0.208024490807107, 0.171128353474319, 0.242942856719175, 0.240415162264152, 0.250551219093784, 0.123186351905945]);
        Close.To(553.906595649301, fit.Value, 1e-12);
    }

    // optim(c(5, 0.15), function(q) -sum(dgamma(precip, q[1], q[2], log = TRUE)), gradient, method = "BFGS", control = list(reltol = 1e-15)), then steps of
    // Newton's method with the Hessian by trigamma; standard errors and correlation from its inverse. mu <- q[1]/q[2] has mean(precip).
    [Fact]
    public void A_gamma_distribution()
    {
        double[] precipitation = ReferenceFile.Read("precip").Numbers("precip");
        var fit = Optimizer.Minimize(RealDataModels.Objective_GammaSample(1, 0.1, precipitation));
        StandardErrors errors = Check(fit, [4.717079726541296, 0.135215225576532], [0.7707922023192978, 0.0233141591928407]);
        Close.To(288.464624416848, fit.Value, 1e-12);
        Close.To(0.94769793718523, errors.Correlation(0, 1), Errors);
        Close.To(precipitation.Average(), fit.Parameters.Shape / fit.Parameters.Rate, Estimates);
    }

    // n <- nls(rate ~ Vm * conc/(K + conc), Puromycin, state == "treated", start = c(Vm = 200, K = 0.05), control = nls.control(tol = 1e-12, warnOnly = TRUE));
    // coef(n); sqrt(diag(vcov(n))); sigma(n). The estimates are 212.68374314253607 and 0.06412128168156707 in 60-digit arithmetic (samples/QuickStart).
    // The profile intervals: uniroot of (rss(K) - deviance(n))/sigma(n)^2 - qt(0.975, 10)^2 with Vm in closed form, and the same for Vm with K by uniroot;
    // confint(n), which goes by splines, has 197.3021, 229.2901, 0.046925, 0.086160.
    [Fact]
    public void Michaelis_and_Menten()
    {
        (double[] x, double[] y, _) = Puromycin(treatedOnly: true);
        var fit = Optimizer.Minimize(RealDataModels.LeastSquares_MichaelisMenten(200, 0.05, x, y));
        StandardErrors errors = Check(fit, [212.68374314253607, 0.06412128168156707], [6.94715511413474562, 0.00828094938514712]);
        Close.To(10.9336581912888, Math.Sqrt(errors.ResidualVariance!.Value), Errors);
        Close.To(1195.4488144393592743, 2 * fit.Value, 1e-12);
        ProfileInterval vm = ProfileLikelihood.Interval(fit, "vm"), k = ProfileLikelihood.Interval(fit, "k");
        Close.To([197.3019329002839584, 229.2890550550530691, 0.0469203420351708, 0.0861569134271389], [vm.Lower, vm.Upper, k.Lower, k.Upper], 1e-8);
    }

    // nls(rate ~ (Vm + d * t) * conc/(K + e * t + conc), with t = 1 for treated cells), and without e; from where it ends, steps of Gauss and Newton with the
    // gradient by deriv() until they are less than 1e-15, since nls with its differences gets 8 digits only.
    [Fact]
    public void Michaelis_and_Menten_in_two_states()
    {
        (double[] x, double[] y, double[] group) = Puromycin(treatedOnly: false);
        var all = RealDataModels.LeastSquares_TwoStates(160, 40, 0.05, 0, group, x, y);
        Check(
            Optimizer.Minimize(all),
            [160.2800461827136473, 52.4036969598223905, 0.0477081845059544, 0.0164130971756127],
            [6.89601425407622148, 9.55101683229371545, 0.00828115579147124, 0.01142897154980392]);
        var common = Optimizer.Minimize(all.Fix("farther"));
        Check(common, [166.6040969207829221, 42.0259735870973188, 0.0579718329187719], [5.80742958075000981, 6.27214183486324828, 0.00591017577358303]);
        Close.To(2240.89143863643, 2 * common.Value, 1e-12);
    }

    // nls(density ~ Asym/(1 + exp((xmid - log(conc))/scal)), DNase, Run == 1, start = list(Asym = 3, xmid = 0, scal = 1)), and steps of Gauss and Newton as above.
    [Fact]
    public void A_logistic_curve()
    {
        ReferenceFile assay = ReferenceFile.Read("dnase1");
        var fit = Optimizer.Minimize(RealDataModels.LeastSquares_LogisticCurve(3, 0, 1, assay.Numbers("conc"), assay.Numbers("density")));
        Check(fit, [2.34517929725965, 1.48308931884577, 1.04145469408405], [0.0781538418992296, 0.0813531262079350, 0.0322707869979389]);
        Close.To(0.00478956896994857, 2 * fit.Value, 1e-10);
    }

    // Certified by NIST, from its second start.
    [Fact]
    public void Misra1a()
    {
        ReferenceFile misra = ReferenceFile.Read("misra1a");
        var fit = Optimizer.Minimize(RealDataModels.LeastSquares_Misra1a(250, 0.0005, misra.Numbers("x"), misra.Numbers("y")));
        // In the units of the data b2 is 5.5e-4 and the slope by it 1e6 times that by b1: a method that goes by slopes alone sees no more than their rounding in the end.
        Assert.True(fit.Status is FitStatus.Converged or FitStatus.PrecisionLimit, fit.Message);
        StandardErrors errors = StandardErrors.Of(fit);
        Close.To([2.3894212918E+02, 5.5015643181E-04], fit.Point, Estimates);
        Close.To([2.7070075241E+00, 7.2668688436E-06], errors.Errors, Errors);
        Close.To(1.0187876330E-01, Math.Sqrt(errors.ResidualVariance!.Value), 1e-9);
    }

    // Certified by NIST, from its second start.
    [Fact]
    public void Thurber()
    {
        ReferenceFile thurber = ReferenceFile.Read("thurber");
        var fit = Optimizer.Minimize(RealDataModels.LeastSquares_Thurber([1300, 1500, 500, 75, 1, 0.4, 0.05], thurber.Numbers("x"), thurber.Numbers("y")));
        StandardErrors errors = Check(
            fit,
            [1.2881396800E+03, 1.4910792535E+03, 5.8323836877E+02, 7.5416644291E+01, 9.6629502864E-01, 3.9797285797E-01, 4.9727297349E-02],
            [4.6647963344E+00, 3.9571156086E+01, 2.8698696102E+01, 5.5675370270E+00, 3.1333340687E-02, 1.4984928198E-02, 6.5842344623E-03]);
        Close.To(5.6427082397E+03, 2 * fit.Value, 1e-10);
        Assert.Equal(30, errors.DegreesOfFreedom);
    }

    private static (double[] X, double[] Y, double[] Group) Puromycin(bool treatedOnly)
    {
        ReferenceFile file = ReferenceFile.Read("puromycin");
        double[] x = file.Numbers("conc"), y = file.Numbers("rate"), treated = file.Numbers("treated");
        int count = treatedOnly ? treated.Count(t => t == 1) : treated.Length;
        return (x[..count], y[..count], treated[..count]);
    }

    private static StandardErrors Check<T>(FitResult<T> fit, double[] expected, double[] expectedErrors)
    {
        Assert.Equal(FitStatus.Converged, fit.Status);
        Close.To(expected, fit.Point, Estimates);
        StandardErrors errors = StandardErrors.Of(fit);
        Close.To(expectedErrors, errors.Errors, Errors);
        return errors;
    }
}
