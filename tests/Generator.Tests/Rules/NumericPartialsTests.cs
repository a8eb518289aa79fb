using System.Globalization;
using System.Reflection;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;
using Fluxion.Generator.Tests.Contract;
using Fluxion.Generator.Tests.Generated;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Fluxion.Generator.Tests.Rules;

/// <summary>
/// Every rule for <c>System.Numerics</c> against partials computed with mpmath: see make_numerics.py. Each of its methods is marked in a
/// class that is generated and compiled, so that what is tested is what a user gets: the value, tangents and adjoints.
/// </summary>
public class NumericPartialsTests
{
    // In units in the last place of the largest partial with respect to the same argument: the framework's own functions have a few.
    private const double Ulps = 12;

    // .NET computes powers by the exponential of a product, whose rounding is as large as the exponent; the partials are made of them.
    private static readonly Dictionary<string, double> Looser = new() { ["Complex.Pow"] = 400 };

    private static readonly Dictionary<char, (string Type, int Size)> Letters = new()
    {
        ['c'] = ("Complex", 2),
        ['d'] = ("double", 1),
        ['f'] = ("float", 1),
        ['2'] = ("Vector2", 2),
        ['3'] = ("Vector3", 3),
        ['4'] = ("Vector4", 4),
        ['q'] = ("Quaternion", 4),
        ['m'] = ("Matrix4x4", 16),
        ['a'] = ("Matrix3x2", 6),
        ['p'] = ("Plane", 4),
    };

    private sealed record Row(double[] Arguments, double[] Partials);

    private sealed record Marked(string Method, string Layout, char Result, MethodInfo User, MethodInfo Tangent, MethodInfo Pullback);

    private static readonly ILookup<string, Row> Table = Read();

    private static readonly Lazy<ILookup<string, Marked>> Model = new(Compile);

    public static TheoryData<string> Rules => [.. RuleBook.Numerics.Where(rule => rule.Methods.Count > 0).Select(rule => rule.Key)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Partials_are_those_of_mpmath(string key)
    {
        List<string> wrong = [];
        foreach (Marked marked in Model.Value[key])
        {
            Assert.NotEmpty(Table[key + "," + marked.Layout]);
            foreach (Row row in Table[key + "," + marked.Layout])
            {
                Check(key, marked, row, (operand, result) => Tangent(marked, row, operand)[result], "tangent", wrong);
                Check(key, marked, row, (operand, result) => Adjoint(marked, row, result)[operand], "adjoint", wrong);
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count}:\n" + string.Join('\n', wrong.Take(20)));
    }

    // The same method, called and marked; the generated code gives its bits.
    [Theory]
    [MemberData(nameof(Rules))]
    public void Values_have_the_bits_of_the_framework(string key)
    {
        Assert.True(Framework.IsOldest || Model.Value[key].Any(), "no such method");
        foreach (Marked marked in Model.Value[key])
        {
            foreach (Row row in Table[key + "," + marked.Layout])
            {
                object?[] arguments = Pack(marked.Layout, row.Arguments);
                object expected = marked.User.Invoke(null, arguments)!;
                object result = marked.Tangent.Invoke(null, [.. arguments, .. Pack(marked.Layout, new double[row.Arguments.Length])])!;
                Assert.Equal(Bits(marked.Result, expected), Bits(marked.Result, result.GetType().GetField("Item1")!.GetValue(result)!));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_factor_of_zero_gives_zero(string key)
    {
        foreach (Marked marked in Model.Value[key])
        {
            double[] zeros = new double[marked.Layout.Sum(letter => Letters[letter].Size)];
            foreach (double[] point in Table[key + "," + marked.Layout].Select(row => row.Arguments).Append(zeros).ToArray())
            {
                // At 0 some functions have no value and no derivative.
                if (point == zeros && !key.EndsWith("Sqrt", StringComparison.Ordinal) && !key.EndsWith("Pow", StringComparison.Ordinal) && !key.EndsWith("Abs", StringComparison.Ordinal) && !key.EndsWith("Length", StringComparison.Ordinal))
                    continue;
                object dotted = marked.Tangent.Invoke(null, [.. Pack(marked.Layout, point), .. Pack(marked.Layout, zeros)])!;
                Assert.All(Unpack(marked.Result, dotted.GetType().GetField("Item2")!.GetValue(dotted)!), dot => Assert.Equal(0, dot, 0.0));
                Assert.All(Bars(marked, point, new double[Letters[marked.Result].Size]), bar => Assert.Equal(0, bar, 0.0));
            }
        }
    }

    // An older framework has another function for what is the same with a quaternion of length 1: the derivative follows.
    [Theory]
    [InlineData("Transform3", 3)]
    [InlineData("Transform34", 4)]
    public void Rotations_of_older_frameworks_have_their_own_partials(string name, int results)
    {
        Row[] rows = [.. Table[$"Before.{name},3q"]];
        Assert.NotEmpty(rows);
        foreach (Row row in rows)
        {
            for (int operand = 0; operand < 7; operand++)
            {
                for (int result = 0; result < results; result++)
                {
                    var block = new Block();
                    Value[] operands = [.. row.Arguments.Select(_ => new Value(IrType.Float))];
                    var call = new FunctionOp("Quaternion." + name, "", operands, [.. Enumerable.Range(0, results).Select(_ => new Value(IrType.Float))]);
                    var line = new StraightLine();
                    for (int i = 0; i < operands.Length; i++)
                        line.Set(operands[i], (float)row.Arguments[i]);
                    var builder = new Builder(block);
                    Value one = builder.Constant(1, IrType.Float);
                    Value? partial = RuleBook.Get("Quaternion." + name).Scale(new RuleContext(builder, call, value => value), operand, result, one);
                    foreach (Op scale in block.Ops.Where(op => op is ExternalOp { DisplayName: "RotationScale" }).ToArray())
                    {
                        line.Set(scale.Result, 0f);
                        block.Ops.Remove(scale);
                    }

                    line.Run(block);
                    double norm = row.Partials.Max(Math.Abs);
                    Assert.Equal(row.Partials[(result * 7) + operand], partial is null ? 0 : (float)line.Get(partial), Ulps * norm * Math.ScaleB(1, -23));
                }
            }
        }
    }

    private static void Check(string key, Marked marked, Row row, Func<int, int, double> partial, string what, List<string> wrong)
    {
        int operands = row.Arguments.Length, results = Letters[marked.Result].Size, start = 0;
        double unit = marked.Layout.Any(letter => letter is 'c' or 'd') ? Math.ScaleB(1, -52) : Math.ScaleB(1, -23);
        foreach (int size in marked.Layout.Select(letter => Letters[letter].Size))
        {
            double norm = Enumerable.Range(start, size).SelectMany(i => Enumerable.Range(0, results).Select(r => Math.Abs(row.Partials[(r * operands) + i]))).Max();
            for (int i = start; i < start + size; i++)
            {
                for (int r = 0; r < results; r++)
                {
                    double expected = row.Partials[(r * operands) + i], actual = partial(i, r);
                    double error = actual == expected ? 0 : Math.Abs(actual - expected) / (unit * norm);
                    if (!(error <= Looser.GetValueOrDefault(key, Ulps)))
                    {
                        string arguments = string.Join(", ", row.Arguments.Select(x => x.ToString(CultureInfo.InvariantCulture)));
                        wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{marked.Method} {what} d{r}/d{i} ({arguments}): {actual:R}, not {expected:R}: {error:G3} ulp"));
                    }
                }
            }

            start += size;
        }
    }

    private static double[] Tangent(Marked marked, Row row, int operand)
    {
        double[] direction = new double[row.Arguments.Length];
        direction[operand] = 1;
        object result = marked.Tangent.Invoke(null, [.. Pack(marked.Layout, row.Arguments), .. Pack(marked.Layout, direction)])!;
        return Unpack(marked.Result, result.GetType().GetField("Item2")!.GetValue(result)!);
    }

    private static double[] Adjoint(Marked marked, Row row, int result)
    {
        double[] seed = new double[Letters[marked.Result].Size];
        seed[result] = 1;
        return Bars(marked, row.Arguments, seed);
    }

    private static double[] Bars(Marked marked, double[] point, double[] seed)
    {
        object?[] arguments = [.. Pack(marked.Layout, point), .. Pack(marked.Result.ToString(), seed), .. Pack(marked.Layout, new double[point.Length])];
        marked.Pullback.Invoke(null, arguments);
        return [.. marked.Layout.SelectMany((letter, i) => Unpack(letter, arguments[marked.Layout.Length + 1 + i]!))];
    }

    private static object?[] Pack(string layout, double[] numbers)
    {
        var queue = new Queue<double>(numbers);
        return [.. layout.Select(letter => Pack(letter, [.. Enumerable.Range(0, Letters[letter].Size).Select(_ => queue.Dequeue())]))];
    }

    private static object Pack(char letter, double[] x) => letter switch
    {
        'c' => new System.Numerics.Complex(x[0], x[1]),
        'd' => x[0],
        'f' => (float)x[0],
        '2' => new System.Numerics.Vector2((float)x[0], (float)x[1]),
        '3' => new System.Numerics.Vector3((float)x[0], (float)x[1], (float)x[2]),
        '4' => new System.Numerics.Vector4((float)x[0], (float)x[1], (float)x[2], (float)x[3]),
        'a' => new System.Numerics.Matrix3x2((float)x[0], (float)x[1], (float)x[2], (float)x[3], (float)x[4], (float)x[5]),
        'p' => new System.Numerics.Plane((float)x[0], (float)x[1], (float)x[2], (float)x[3]),
        'm' => Matrix([.. x.Select(element => (float)element)]),
        _ => new System.Numerics.Quaternion((float)x[0], (float)x[1], (float)x[2], (float)x[3]),
    };

    private static System.Numerics.Matrix4x4 Matrix(float[] x) => System.Runtime.InteropServices.MemoryMarshal.Cast<float, System.Numerics.Matrix4x4>(x)[0];

    private static double[] Unpack(char letter, object value) => value switch
    {
        System.Numerics.Complex z => [z.Real, z.Imaginary],
        double d => [d],
        float f => [f],
        System.Numerics.Vector2 v => [v.X, v.Y],
        System.Numerics.Vector3 v => [v.X, v.Y, v.Z],
        System.Numerics.Vector4 v => [v.X, v.Y, v.Z, v.W],
        System.Numerics.Quaternion q => [q.X, q.Y, q.Z, q.W],
        System.Numerics.Matrix3x2 a => [a.M11, a.M12, a.M21, a.M22, a.M31, a.M32],
        System.Numerics.Plane p => [p.Normal.X, p.Normal.Y, p.Normal.Z, p.D],
        System.Numerics.Matrix4x4 m => [.. Enumerable.Range(0, 16).Select(i => m[i / 4, i % 4])],
        _ => throw new NotSupportedException(letter.ToString()),
    };

    private static long[] Bits(char letter, object value) => [.. Unpack(letter, value).Select(BitConverter.DoubleToInt64Bits)];

    // One marked method for each method of a rule.
    private static ILookup<string, Marked> Compile()
    {
        (string Key, string Method)[] methods = [.. RuleBook.Numerics.SelectMany(rule => rule.Methods.Where(Exists).Select(method => (rule.Key, method)))];
        var declared = methods.Select((pair, i) => Declare(pair.Method, i)).ToArray();
        Assembly assembly = Built.Load(Harness.Model("#nullable disable\n" + string.Join("\n", declared.Select(d => d.Text))));
        Type model = assembly.GetType("Model")!;
        return declared.Select((d, i) => (methods[i].Key, new Marked(methods[i].Method, d.Layout, d.Result, model.GetMethod($"F{i}")!, model.GetMethod($"Tangent_F{i}")!, model.GetMethod($"Pullback_F{i}")!)))
            .ToLookup(pair => pair.Key, pair => pair.Item2);
    }

    // What only a newer framework has is tested there.
    private static readonly Compilation Known = Harness.Compile("");

    private static bool Exists(string method)
    {
        (string type, string name, string[] parameters) = Split(method);
        return Known.GetTypeByMetadataName("System.Numerics." + type)!.GetMembers(name).OfType<IMethodSymbol>().Any(candidate =>
            (candidate.IsStatic ? [] : (string[])[type]).Concat(candidate.Parameters.Select(p => p.Type.SpecialType == SpecialType.None ? p.Type.Name : p.Type.ToDisplayString())).SequenceEqual(parameters));
    }

    private static MethodInfo? Resolve(string method)
    {
        (string type, string name, string[] parameters) = Split(method);
        return TypeOf(type).GetMethods().FirstOrDefault(candidate => candidate.Name == name
            && (candidate.IsStatic ? [] : (string[])[type]).Concat(candidate.GetParameters().Select(p => NameOf(p.ParameterType))).SequenceEqual(parameters));
    }

    private static (string Text, string Layout, char Result) Declare(string method, int number)
    {
        (string type, string name, string[] types) = Split(method);
        MethodInfo found = Resolve(method)!;
        char[] letters = [.. types.Select(LetterOf)];
        string[] x = [.. types.Select((_, i) => "x" + i.ToString(CultureInfo.InvariantCulture))];
        string call = name switch
        {
            "op_Multiply" => $"{x[0]} * {x[1]}",
            "op_Division" => $"{x[0]} / {x[1]}",
            "op_UnaryNegation" => $"-{x[0]}",
            _ when name.StartsWith("get_", StringComparison.Ordinal) => $"{x[0]}.{name[4..]}",
            _ when !found.IsStatic => $"{x[0]}.{name}({string.Join(", ", x.Skip(1))})",
            _ => $"{type}.{name}({string.Join(", ", x)})",
        };
        string parameters = string.Join(", ", types.Select((t, i) => $"{t} {x[i]}"));
        string result = NameOf(found.ReturnType);
        return ($"[Differentiable] public static {result} F{number}({parameters}) => {call};", new string(letters), LetterOf(result));
    }

    private static (string Type, string Name, string[] Parameters) Split(string method)
    {
        int dot = method.IndexOf('.'), open = method.IndexOf('(');
        return (method[..dot], method[(dot + 1)..open], method[(open + 1)..^1].Split(','));
    }

    private static Type TypeOf(string name) => typeof(System.Numerics.Complex).Assembly.GetType("System.Numerics." + name) ?? typeof(System.Numerics.Vector3).Assembly.GetType("System.Numerics." + name)!;

    private static string NameOf(Type type) => type == typeof(double) ? "double" : type == typeof(float) ? "float" : type == typeof(int) ? "int" : type.Name;

    private static char LetterOf(string type) => Letters.Single(letter => letter.Value.Type == type).Key;

    private static ILookup<string, Row> Read()
    {
        using Stream stream = typeof(NumericPartialsTests).Assembly.GetManifestResourceStream("numerics.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToLookup(
            cells => cells[0] + "," + cells[1],
            cells =>
            {
                double[] numbers = [.. cells.Skip(2).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
                int arguments = cells[1].Sum(letter => Letters[letter].Size);
                return new Row(numbers[..arguments], numbers[arguments..]);
            });
    }
}
