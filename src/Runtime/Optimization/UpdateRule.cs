using Fluxion.CompilerServices;

namespace Fluxion.Optimization;

/// <summary>How one step follows from one gradient, which may be that of a part of the data only. A rule remembers what it needs from step to step.</summary>
public abstract class UpdateRule
{
    private int _count = -1;

    /// <summary>The learning rate; may be changed from step to step.</summary>
    public double LearningRate
    {
        get;
        set => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(LearningRate), value, "Must be positive and finite.");
    }

    /// <summary>The number of steps done.</summary>
    public int Steps { get; private set; }

    /// <summary>Moves the parameters by one step.</summary>
    /// <param name="parameters">The parameters, flattened; changed in place.</param>
    /// <param name="gradient">The gradient there; as many elements.</param>
    /// <exception cref="ArgumentException">The lengths differ, or are not those of the steps before; nothing has been changed.</exception>
    public void Step(Span<double> parameters, ReadOnlySpan<double> gradient)
    {
        Buffers.CheckLength(gradient.Length, parameters.Length, nameof(gradient), nameof(parameters));
        if (_count < 0)
            Prepare(parameters.Length);
        else
            Buffers.CheckLength(parameters.Length, _count, nameof(parameters), "the steps before");
        _count = parameters.Length;
        Steps++;
        Apply(parameters, gradient);
    }

    /// <summary>Makes room for what is remembered of so many parameters.</summary>
    private protected abstract void Prepare(int count);

    /// <summary>Moves the parameters; <see cref="Steps"/> counts this step already.</summary>
    private protected abstract void Apply(Span<double> parameters, ReadOnlySpan<double> gradient);

    private protected static double Fraction(double value, string name) =>
        value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, value, "Must be at least 0 and less than 1.");
}

/// <summary>
/// Stochastic gradient descent with momentum as in Keras: v ← momentum·v − rate·g, w ← w + v; with Nesterov's momentum w ← w + momentum·v − rate·g.
/// </summary>
public sealed class Sgd : UpdateRule
{
    private readonly double _momentum;
    private readonly bool _nesterov;
    private double[] _velocity = [];

    /// <summary>Makes a rule.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="momentum">The part of the last step that is taken again, at least 0 and less than 1.</param>
    /// <param name="nesterov">Whether the gradient counts as that after the momentum (Y. Nesterov, Soviet Math. Dokl. 27 (1983) 372–376).</param>
    public Sgd(double learningRate = 0.01, double momentum = 0, bool nesterov = false)
    {
        LearningRate = learningRate;
        _momentum = Fraction(momentum, nameof(momentum));
        _nesterov = nesterov;
    }

    private protected override void Prepare(int count) => _velocity = new double[count];

    private protected override void Apply(Span<double> parameters, ReadOnlySpan<double> gradient)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            double step = LearningRate * gradient[i];
            _velocity[i] = _momentum * _velocity[i] - step;
            parameters[i] += _nesterov ? _momentum * _velocity[i] - step : _velocity[i];
        }
    }
}

/// <summary>
/// Adam (D. P. Kingma and J. L. Ba, <i>Adam: a method for stochastic optimization</i>, ICLR 2015, in the form before their section 2.1), as in Keras:
/// w ← w − rate·√(1 − β₂ᵗ)/(1 − β₁ᵗ)·m/(√v + ε).
/// </summary>
public class Adam : UpdateRule
{
    private readonly double _beta1, _beta2, _epsilon;
    private readonly bool _amsgrad;
    private double[] _mean = [];
    private double[] _square = [];
    private double[] _largest = [];

    /// <summary>Makes a rule.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="beta1">How much of the mean of gradients stays from step to step.</param>
    /// <param name="beta2">How much of the mean of their squares stays.</param>
    /// <param name="epsilon">What keeps the divisor from 0.</param>
    /// <param name="amsgrad">Whether the largest mean of squares so far divides (S. J. Reddi, S. Kale and S. Kumar, <i>On the convergence of Adam and beyond</i>, ICLR 2018).</param>
    public Adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7, bool amsgrad = false)
    {
        LearningRate = learningRate;
        _beta1 = Fraction(beta1, nameof(beta1));
        _beta2 = Fraction(beta2, nameof(beta2));
        _epsilon = epsilon >= 0 ? epsilon : throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "Must not be negative.");
        _amsgrad = amsgrad;
    }

    private protected override void Prepare(int count) => (_mean, _square, _largest) = (new double[count], new double[count], new double[_amsgrad ? count : 0]);

    private protected override void Apply(Span<double> parameters, ReadOnlySpan<double> gradient)
    {
        double rate = LearningRate * Math.Sqrt(1 - Math.Pow(_beta2, Steps)) / (1 - Math.Pow(_beta1, Steps));
        for (int i = 0; i < parameters.Length; i++)
        {
            _mean[i] += (gradient[i] - _mean[i]) * (1 - _beta1);
            _square[i] += (gradient[i] * gradient[i] - _square[i]) * (1 - _beta2);
            if (_amsgrad)
                _largest[i] = Math.Max(_largest[i], _square[i]);
            double step = _mean[i] * rate / (Math.Sqrt(_amsgrad ? _largest[i] : _square[i]) + _epsilon);
            parameters[i] -= step;
        }
    }
}

/// <summary>
/// Adam with decoupled weight decay (I. Loshchilov and F. Hutter, <i>Decoupled weight decay regularization</i>, ICLR 2019), as in Keras: w ← w − decay·rate·w
/// before each step of <see cref="Adam"/>.
/// </summary>
public sealed class AdamW : Adam
{
    private readonly double _weightDecay;

    /// <summary>Makes a rule.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="weightDecay">The part of each parameter, times the rate, that each step takes away.</param>
    /// <param name="beta1">How much of the mean of gradients stays from step to step.</param>
    /// <param name="beta2">How much of the mean of their squares stays.</param>
    /// <param name="epsilon">What keeps the divisor from 0.</param>
    /// <param name="amsgrad">Whether the largest mean of squares so far divides.</param>
    public AdamW(double learningRate = 0.001, double weightDecay = 0.004, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7, bool amsgrad = false)
        : base(learningRate, beta1, beta2, epsilon, amsgrad) =>
        _weightDecay = weightDecay >= 0 && double.IsFinite(weightDecay) ? weightDecay : throw new ArgumentOutOfRangeException(nameof(weightDecay), weightDecay, "Must not be negative.");

    private protected override void Apply(Span<double> parameters, ReadOnlySpan<double> gradient)
    {
        for (int i = 0; i < parameters.Length; i++)
            parameters[i] -= parameters[i] * _weightDecay * LearningRate;
        base.Apply(parameters, gradient);
    }
}
