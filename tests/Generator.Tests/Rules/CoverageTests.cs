using System.Reflection;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;
using Fluxion.Numerics;
using Xunit;

namespace Fluxion.Generator.Tests.Rules;

/// <summary>Nothing of <c>Math</c>, <c>MathF</c>, <c>double</c> and <c>float</c> is forgotten.</summary>
public class CoverageTests
{
    private static readonly Dictionary<Type, string> Types = new()
    {
        [typeof(Math)] = "Math",
        [typeof(MathF)] = "MathF",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(Stable)] = "Stable",
    };

    // Methods without a rule, by name, and why.
    private static readonly Dictionary<string, string> Others = new()
    {
        ["Parse"] = "reads text; nothing to differentiate",
        ["ConvertToInteger"] = "a conversion to an integer, which lowering treats like a cast",
        ["ConvertToIntegerNative"] = "a conversion to an integer, which lowering treats like a cast",
        ["CreateChecked"] = "a generic conversion: only a cast says between which types",
        ["CreateSaturating"] = "a generic conversion: only a cast says between which types",
        ["CreateTruncating"] = "a generic conversion: only a cast says between which types",
    };

    private static readonly string[] Methods =
    [
        .. Types.SelectMany(type => type.Key.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => !method.IsSpecialName && method.GetParameters().Any(parameter => IsFloating(parameter.ParameterType)) && !IsPredicate(method))
            .Select(method => $"{type.Value}.{method.Name}/{method.GetParameters().Length}"))
            .Distinct(),
    ];

    [Fact]
    public void Every_function_has_a_rule_or_a_reason()
    {
        Assert.Contains("Math.Exp/1", Methods);
        Assert.DoesNotContain(Methods, method => RuleBook.Find(method) is null && !Others.ContainsKey(NameOf(method)));
    }

    [Fact]
    public void Every_method_of_a_rule_exists() =>
        Assert.Empty(RuleBook.All.SelectMany(rule => rule.Methods).Except(Methods));

    [Fact]
    public void Rules_are_found_by_key_and_say_what_they_are()
    {
        foreach (Rule rule in RuleBook.All)
        {
            Assert.Same(rule, RuleBook.Get(rule.Key));
            Assert.Contains("{0}", rule.Latex);
            Assert.Equal(rule.Latex.Count(c => c == '{'), rule.Latex.Count(c => c == '}'));
        }
    }

    [Fact]
    public void Step_functions_have_no_partial_and_say_so()
    {
        string[] steps = ["Floor", "Ceiling", "Round", "Truncate", "Sign", "ILogB"];
        Assert.Equal(steps.Order(), RuleBook.All.Where(rule => rule.IsPiecewiseConstant).Select(rule => rule.Key).Order());
        foreach (string step in steps)
            Assert.Null(RuleRunner.Scale($"Math.{step}/1", 0, 0, 1, [2.5], _ => false, step is "Sign" or "ILogB" ? IrType.Int : IrType.Double));
    }

    [Fact]
    public void Functions_that_rules_call_have_rules()
    {
        foreach (Rule rule in RuleBook.All)
        {
            foreach (string method in rule.Methods)
            {
                int arity = method[^1] - '0';
                bool single = method.StartsWith("MathF", StringComparison.Ordinal) || method.StartsWith("float", StringComparison.Ordinal);
                object[] arguments = [.. Enumerable.Range(0, arity).Select(i => rule.Key is "ScaleB" or "RootN" && i == 1 ? 2 : single ? 0.25f : (object)0.25)];
                for (int operand = 0; operand < arity; operand++)
                {
                    RuleRunner.Emit(method, operand, 0, arguments, _ => false, single ? IrType.Float : IrType.Double, out Block block, out _, out _, out _);
                    Assert.All(block.Ops.OfType<FunctionOp>(), op => Assert.Contains(MethodOf(op), RuleBook.Get(op.Rule).Methods));
                }
            }
        }
    }

    private static string MethodOf(FunctionOp op)
    {
        string[] parts = op.Callee.Split('.');
        return $"{parts[^2]}.{parts[^1]}/{op.Operands.Length}";
    }

    private static string NameOf(string method) => method[(method.IndexOf('.') + 1)..method.IndexOf('/')];

    private static bool IsFloating(Type type) => type == typeof(double) || type == typeof(float);

    // IsNaN and the like tell about a number; they are branches, not functions.
    private static bool IsPredicate(MethodInfo method) => method.ReturnType == typeof(bool);
}
