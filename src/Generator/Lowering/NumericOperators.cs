using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

internal delegate Content NumericOperator(FunctionScope scope, IOperation site, Content[] operands);

/// <summary>
/// Operators and functions of the framework's numeric structs that every version of it computes part by part with the same IEEE
/// operations, so that they can be written with numbers.
/// </summary>
internal static class NumericOperators
{
    private static readonly Dictionary<string, NumericOperator> Complex = ComplexTable();
    private static readonly Dictionary<string, NumericOperator> Vectors = VectorTable();

    /// <param name="type">The name of the type.</param>
    /// <param name="key">The method with the types of its parameters, the instance first.</param>
    public static NumericOperator? Find(string type, string key) => (type == "Complex" ? Complex : Vectors).TryGetValue(key, out NumericOperator? known) ? known : null;

    /// <summary>What a static field or property of one of the types holds.</summary>
    public static double[]? Constant(ISymbol member, Part[] parts) => member.Name switch
    {
        "Zero" => [.. parts.Select(_ => 0.0)],
        "One" when member.ContainingType.Name == "Complex" => [1, 0],
        "One" => [.. parts.Select(_ => 1.0)],
        "ImaginaryOne" => [0, 1],
        "Identity" when member.ContainingType.Name == "Quaternion" => [0, 0, 0, 1],
        "Identity" when member.ContainingType.Name == "Matrix3x2" => [1, 0, 0, 1, 0, 0],
        "UnitX" or "UnitY" or "UnitZ" or "UnitW" => [.. parts.Select(part => member.Name.EndsWith(part.Name, StringComparison.Ordinal) ? 1.0 : 0.0)],
        _ => null,
    };

    private static Dictionary<string, NumericOperator> ComplexTable()
    {
        var table = new Dictionary<string, NumericOperator>(StringComparer.Ordinal);
        Add(["op_UnaryNegation(Complex)", "Negate(Complex)"], (scope, _, x) => Parts(Negate(scope, Real(x[0])), Negate(scope, Imaginary(x[0]))));
        Add(["op_UnaryPlus(Complex)"], (_, _, x) => x[0]);
        Add(["Conjugate(Complex)"], (scope, _, x) => Parts(Real(x[0]), Negate(scope, Imaginary(x[0]))));
        Add(["op_Addition(Complex,Complex)", "Add(Complex,Complex)"], (scope, _, x) => Each(scope, Operator.Add, x[0], x[1]));
        Add(["op_Addition(Complex,double)", "Add(Complex,double)"], (scope, _, x) => Parts(Apply(scope, Operator.Add, Real(x[0]), x[1].Value!), Imaginary(x[0])));
        Add(["op_Addition(double,Complex)", "Add(double,Complex)"], (scope, _, x) => Parts(Apply(scope, Operator.Add, x[0].Value!, Real(x[1])), Imaginary(x[1])));
        Add(["op_Subtraction(Complex,Complex)", "Subtract(Complex,Complex)"], (scope, _, x) => Each(scope, Operator.Subtract, x[0], x[1]));
        Add(["op_Subtraction(Complex,double)", "Subtract(Complex,double)"], (scope, _, x) => Parts(Apply(scope, Operator.Subtract, Real(x[0]), x[1].Value!), Imaginary(x[0])));
        Add(["op_Subtraction(double,Complex)", "Subtract(double,Complex)"],
            (scope, _, x) => Parts(Apply(scope, Operator.Subtract, x[0].Value!, Real(x[1])), Negate(scope, Imaginary(x[1]))));
        Add(["op_Multiply(Complex,Complex)", "Multiply(Complex,Complex)"], (scope, _, x) => Product(scope, x[0], x[1]));
        Add(["op_Increment(Complex)"], (scope, _, x) => Each(scope, Operator.Add, x[0], One(scope)));
        Add(["op_Decrement(Complex)"], (scope, _, x) => Each(scope, Operator.Subtract, x[0], One(scope)));
        Add(["op_Equality(Complex,Complex)"], (scope, site, x) => Equality(scope, site, x[0], x[1], isEqual: true));
        Add(["op_Inequality(Complex,Complex)"], (scope, site, x) => Equality(scope, site, x[0], x[1], isEqual: false));
        Add(["get_Phase(Complex)"], (scope, _, x) =>
            new Content(scope.Builder.Function("Atan2", "global::System.Math.Atan2", IrType.Double, Imaginary(x[0]), Real(x[0]))));
        foreach (string number in (string[])["double", "float", "int", "Int64", "Int16", "Byte", "SByte", "UInt16", "UInt32", "UInt64", "Char", "IntPtr", "UIntPtr"])
            Add([$"op_Implicit({number})"], (scope, _, x) => Parts(Conversions.Coerce(scope, x[0].Value!, IrType.Double), scope.Builder.Constant(0, IrType.Double)));
        return table;

        void Add(string[] methods, NumericOperator lower)
        {
            foreach (string method in methods)
                table.Add("Complex." + method, lower);
        }
    }

    private static Dictionary<string, NumericOperator> VectorTable()
    {
        var table = new Dictionary<string, NumericOperator>(StringComparer.Ordinal);
        foreach (string vector in (string[])["Vector2", "Vector3", "Vector4", "Quaternion"])
        {
            Add(vector, ["op_Addition(v,v)", "Add(v,v)"], (scope, _, x) => Each(scope, Operator.Add, x[0], x[1]));
            Add(vector, ["op_Subtraction(v,v)", "Subtract(v,v)"], (scope, _, x) => Each(scope, Operator.Subtract, x[0], x[1]));
            Add(vector, ["op_Multiply(v,float)", "Multiply(v,float)"], (scope, _, x) => Each(scope, Operator.Multiply, x[0], x[1]));
            Add(vector, ["op_Equality(v,v)"], (scope, site, x) => Equality(scope, site, x[0], x[1], isEqual: true));
            Add(vector, ["op_Inequality(v,v)"], (scope, site, x) => Equality(scope, site, x[0], x[1], isEqual: false));
            if (vector == "Quaternion")
                continue;
            Add(vector, ["op_Multiply(v,v)", "Multiply(v,v)", "op_Multiply(float,v)", "Multiply(float,v)"], (scope, _, x) => Each(scope, Operator.Multiply, x[0], x[1]));
            Add(vector, ["op_Division(v,v)", "Divide(v,v)", "op_Division(v,float)", "Divide(v,float)"], (scope, _, x) => Each(scope, Operator.Divide, x[0], x[1]));
            Add(vector, ["op_UnaryPlus(v)"], (_, _, x) => x[0]);
            Add(vector, ["Abs(v)"], (scope, _, x) => Each(scope, "Abs", x[0]));
            Add(vector, ["SquareRoot(v)"], (scope, _, x) => Each(scope, "Sqrt", x[0]));
            Add(vector, ["Clamp(v,v,v)"], Clamp);
        }

        Add("Quaternion", ["Conjugate(v)"], (scope, _, x) => Parts([.. x[0].Values.Select((part, i) => i < 3 ? Negate(scope, part) : part)]));
        foreach (string create in (string[])["Vector2.Create(float,float)", "Vector3.Create(float,float,float)", "Vector3.Create(Vector2,float)", "Vector4.Create(float,float,float,float)",
            "Vector4.Create(Vector2,float,float)", "Vector4.Create(Vector3,float)", "Quaternion.Create(float,float,float,float)", "Quaternion.Create(Vector3,float)"])
            table.Add(create, (_, _, x) => Parts([.. x.SelectMany(part => part.Values)]));
        foreach (int count in (int[])[2, 3, 4])
            table.Add($"Vector{Formatting.Invariant(count)}.Create(float)", (_, _, x) => Parts([.. Enumerable.Repeat(x[0].Value!, count)]));
        Add("Matrix3x2", ["op_Addition(v,v)", "Add(v,v)"], (scope, _, x) => Each(scope, Operator.Add, x[0], x[1]));
        Add("Matrix3x2", ["op_Subtraction(v,v)", "Subtract(v,v)"], (scope, _, x) => Each(scope, Operator.Subtract, x[0], x[1]));
        Add("Matrix3x2", ["op_Multiply(v,float)", "Multiply(v,float)"], (scope, _, x) => Each(scope, Operator.Multiply, x[0], x[1]));
        Add("Matrix3x2", ["get_Translation(v)"], (_, _, x) => new Content([.. x[0].Elements!.Skip(4)]));
        foreach (string known in (string[])["Matrix3x2", "Plane"])
        {
            Add(known, ["op_Equality(v,v)"], (scope, site, x) => Equality(scope, site, x[0], x[1], isEqual: true));
            Add(known, ["op_Inequality(v,v)"], (scope, site, x) => Equality(scope, site, x[0], x[1], isEqual: false));
        }

        Add("Matrix4x4", ["op_Addition(v,v)", "Add(v,v)"], (scope, _, x) => new Content(Apply(scope, Operator.Add, x[0].Value!, x[1].Value!)));
        Add("Matrix4x4", ["op_Subtraction(v,v)", "Subtract(v,v)"], (scope, _, x) => new Content(Apply(scope, Operator.Subtract, x[0].Value!, x[1].Value!)));
        Add("Matrix4x4", ["op_UnaryNegation(v)", "Negate(v)"], (scope, _, x) => new Content(Negate(scope, x[0].Value!)));
        Add("Matrix4x4", ["op_Equality(v,v)"], (scope, _, x) => new Content(scope.Builder.Compare(Operator.Equal, x[0].Value!, x[1].Value!)));
        Add("Matrix4x4", ["op_Inequality(v,v)"], (scope, _, x) => new Content(scope.Builder.Compare(Operator.NotEqual, x[0].Value!, x[1].Value!)));
        Add("Matrix4x4", ["get_Translation(v)"], (scope, _, x) => Parts([.. Matrices.Translation.Select(name => Matrices.Read(scope, x[0].Value!, name))]));
        return table;

        // v is the type itself.
        void Add(string type, string[] methods, NumericOperator lower)
        {
            foreach (string method in methods)
                table.Add($"{type}.{method.Replace("(v", "(" + type).Replace(",v", "," + type)}", lower);
        }
    }

    // The framework has it as the smaller one of the larger one and the bound.
    private static Content Clamp(FunctionScope scope, IOperation site, Content[] x)
    {
        IMethodSymbol method = ((IInvocationOperation)site).TargetMethod;
        Content above = Numerics.Lower(scope, site, Of("Max"), [x[0], x[1]])!;
        return Numerics.Lower(scope, site, Of("Min"), [above, x[2]])!;

        IMethodSymbol Of(string name) => method.ContainingType.GetMembers(name).OfType<IMethodSymbol>().First();
    }

    private static Content Each(FunctionScope scope, string function, Content x) =>
        Parts([.. x.Values.Select(part => scope.Builder.Function(function, "global::System.MathF." + function, part.Type, part))]);

    // (a + bi)(c + di) = (ac − bd) + (bc + ad)i, in the order of the framework.
    private static Content Product(FunctionScope scope, Content x, Content y)
    {
        Value a = Real(x), b = Imaginary(x), c = Real(y), d = Imaginary(y);
        Value ac = Apply(scope, Operator.Multiply, a, c), bd = Apply(scope, Operator.Multiply, b, d);
        Value real = Apply(scope, Operator.Subtract, ac, bd);
        Value bc = Apply(scope, Operator.Multiply, b, c), ad = Apply(scope, Operator.Multiply, a, d);
        return Parts(real, Apply(scope, Operator.Add, bc, ad));
    }

    private static Content One(FunctionScope scope) => Parts(scope.Builder.Constant(1, IrType.Double), scope.Builder.Constant(0, IrType.Double));

    private static Content Equality(FunctionScope scope, IOperation site, Content x, Content y, bool isEqual)
    {
        Value[] lefts = [.. x.Values], rights = [.. y.Values];
        return new Content(From(0));

        Value From(int i)
        {
            Value compared = scope.Builder.Compare(isEqual ? Operator.Equal : Operator.NotEqual, lefts[i], rights[i]);
            return i == lefts.Length - 1 ? compared
                : isEqual ? Conditionals.And(scope, site, compared, () => From(i + 1))
                : Conditionals.Or(scope, site, compared, () => From(i + 1));
        }
    }

    // A number goes with every part.
    private static Content Each(FunctionScope scope, Operator code, Content x, Content y)
    {
        int count = (x.Elements ?? y.Elements)!.Length;
        return new Content([.. Enumerable.Range(0, count).Select(i => new Content(Apply(scope, code, At(x, i), At(y, i))))]);
    }

    private static Value At(Content content, int part) => content.Value ?? content.Elements![part].Value!;

    private static Content Parts(params Value[] parts) => new([.. parts.Select(part => new Content(part))]);

    private static Value Real(Content content) => At(content, 0);

    private static Value Imaginary(Content content) => At(content, 1);

    private static Value Apply(FunctionScope scope, Operator code, Value left, Value right) => Operators.Apply(scope, code, left, right, left.Type, isChecked: false);

    private static Value Negate(FunctionScope scope, Value value) => scope.Builder.Append(new ArithmeticOp(Operator.Negate, [value], new Value(value.Type))).Result;
}
