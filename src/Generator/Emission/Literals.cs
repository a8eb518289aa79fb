using System.Globalization;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>Constants as C#.</summary>
internal static class Literals
{
    /// <param name="content">As in <see cref="ConstantOp.Content"/>.</param>
    /// <param name="type">The constant's type.</param>
    /// <param name="isConverted">C# converts to the type at this place by itself, so that <c>2</c> does for <c>2.0</c>.</param>
    public static string Write(object content, IrType type, bool isConverted)
    {
        switch (type.Kind)
        {
            case TypeKind.Double or TypeKind.Lanes when content is not string:
                return Double(Convert.ToDouble(content, CultureInfo.InvariantCulture), isConverted);
            case TypeKind.Float:
                return Float(Convert.ToSingle(content, CultureInfo.InvariantCulture), isConverted);
            case TypeKind.Bool:
                return content is true ? "true" : "false";
            case TypeKind.Integer:
                return Integer(content, type.Name, isConverted);
            default:
                string text = Formatting.Invariant(content);
                return text == "default" && !isConverted ? $"default({type.Name})" : text;
        }
    }

    private static string Double(double value, bool isConverted)
    {
        if (double.IsNaN(value))
            return "double.NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        string text = Formatting.Invariant(value);
        bool isWhole = IsDigits(text);
        if (isWhole && isConverted && Math.Abs(value) <= int.MaxValue)
            return text;
        return isWhole ? text + ".0" : text;
    }

    private static string Float(float value, bool isConverted)
    {
        if (float.IsNaN(value))
            return "float.NaN";
        if (float.IsInfinity(value))
            return value > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity";
        string text = Formatting.Invariant(value);
        return IsDigits(text) && isConverted && Math.Abs(value) <= 1 << 24 ? text : text + "f";
    }

    private static bool IsDigits(string text) => text.All(c => c is (>= '0' and <= '9') or '-');

    private static string Integer(object content, string type, bool isConverted)
    {
        decimal value = content is char code ? code : Convert.ToDecimal(content, CultureInfo.InvariantCulture);
        string text = value.ToString(CultureInfo.InvariantCulture);
        switch (type)
        {
            case "int":
                return value == int.MinValue ? "int.MinValue" : text;
            case "long":
                return value == long.MinValue ? "long.MinValue" : isConverted && Math.Abs(value) <= int.MaxValue ? text : text + "L";
            case "uint":
                return text + "u";
            case "ulong":
                return text + "ul";
            case "char":
                return value is >= ' ' and <= '~' and not '\'' and not '\\'
                    ? $"'{(char)value}'"
                    : $"'\\u{((int)value).ToString("x4", CultureInfo.InvariantCulture)}'";
            default:
                return isConverted ? text : value < 0 ? $"({type})({text})" : $"({type}){text}";
        }
    }
}
