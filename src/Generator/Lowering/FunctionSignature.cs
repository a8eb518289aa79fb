using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Lowering;

/// <summary>
/// The parameters and results of a function: those of the method, <c>this</c> before them, each taken apart. In a marked method a parameter
/// has the C# for its name that reads it (<c>start.X</c>), in any other an identifier of its own (<c>startX</c>).
/// </summary>
internal sealed class FunctionSignature(FunctionScope scope, bool isRoot)
{
    private readonly HashSet<string> _taken = [];
    private readonly Dictionary<Slot, string> _names = [];

    public List<IrParameter> Parameters(IMethodSymbol method, IReadOnlyCollection<string>? differentiated)
    {
        List<IrParameter> parameters = [];
        foreach (IParameterSymbol parameter in method.Parameters.Where(p => scope.PartsOf(p.Type) is null))
            _taken.Add(parameter.Name);
        if (IsOnStruct(method))
        {
            string self = scope.PartsOf(method.ContainingType) is null ? "self" : "";
            scope.This = scope.NewVariable(method.ContainingType, self);
            scope.IsThisReadOnly = IsReadOnly(method);
            if (method.MethodKind == MethodKind.Constructor)
                scope.Write(scope.This, scope.Placeholder(method.ContainingType));
            else
            {
                bool mutates = Structs.Mutates(scope, method);
                if (isRoot && mutates)
                    scope.FailHere(LoweringFindings.Expression, method.Name, "a marked method that changes its 'this' is not supported yet. Make it 'readonly' and return the new value.");
                bool isConstant = differentiated is { Count: > 0 } && !differentiated.Contains("this");
                Add(scope.This, method.ContainingType, "this", self, mutates ? PassingMode.Ref : PassingMode.Value, isConstant || !IsDifferentiable(scope.This));
            }
        }

        else if (method.MethodKind == MethodKind.Constructor)
        {
            scope.Constructed = method.ContainingType;
            scope.This = Objects.NewFields(scope, method.ContainingType);
        }
        else if (IsOnObject(method))
        {
            // The object that the method is called on: a handle like any other.
            scope.This = scope.NewVariable(method.ContainingType, isRoot ? "this" : "self");
            bool isConstant = differentiated is { Count: > 0 } && !differentiated.Contains("this");
            Add(scope.This, method.ContainingType, isRoot ? "this" : Free("self"), isRoot ? "this" : "self", PassingMode.Value, isConstant);
        }

        foreach (IParameterSymbol parameter in method.Parameters)
        {
            bool isConstant = (differentiated is { Count: > 0 } && !differentiated.Contains(parameter.Name))
                || Contract.MarkedAttribute.IsConstant(parameter);
            PassingMode mode = parameter.RefKind switch
            {
                RefKind.None => PassingMode.Value,
                RefKind.Ref => PassingMode.Ref,
                RefKind.Out => PassingMode.Out,
                _ => PassingMode.In,
            };
            // The parameters of a record are named as its properties are.
            string name = method.MethodKind == MethodKind.Constructor ? FunctionScope.Joined("", parameter.Name) : parameter.Name;
            // What code in the method's type cannot read is passed on as a whole.
            bool isWhole = isRoot && !scope.Module.Aggregates.IsReadable(scope.Resolve(parameter.Type), method.ContainingType);
            Variable variable = isWhole ? scope.DeclareWhole(parameter, parameter.Type, name) : scope.Declare(parameter, parameter.Type, name);
            string text = isRoot && variable.Elements is not null ? TypeMap.Identifier(parameter) : name;
            Add(variable, parameter.Type, text, name, mode, isConstant || (variable.Elements is not null && isRoot && !IsDifferentiable(variable)), mayBeNull: parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: null });
        }

        return parameters;

        void Add(Variable at, ITypeSymbol type, string text, string name, PassingMode mode, bool isConstant, StructForm? whole = null, bool mayBeNull = false)
        {
            if (at.Elements is { } elements)
            {
                Part[] parts = scope.PartsOf(type)!;
                for (int i = 0; i < elements.Length; i++)
                    Add(elements[i], parts[i].Type, $"{text}.{(parts[i].Member is { } member ? TypeMap.Identifier(member) : parts[i].Name)}", FunctionScope.Joined(name, parts[i].Name), mode, isConstant, isRoot ? Aggregates.FormOf(scope.Resolve(type)) : null);
                return;
            }

            Slot slot = at.Slot!;
            if (isRoot && slot.Count > 0)
            {
                scope.Bindings[slot] = InlineArrays.Passed(scope, text, slot.Type.Element!);
                return;
            }

            if (isRoot && slot.Type.IsMemory && text != name)
            {
                // An array in a struct of the caller's: to read, not to write derivatives to.
                var external = new ExternalText();
                external.Add(text);
                scope.Bindings[slot] = external.Append(scope, slot.Type, isPure: true, $"'{text}'");
                return;
            }

            // An inline array is passed by its elements, however it is passed.
            if (slot.Count > 0)
                mode = PassingMode.Value;
            Value? content = mode == PassingMode.Out ? null : new Value(slot.Type, slot.Name);
            scope.Bindings[slot] = content;
            if (content is not null)
                scope.AddParameter(content);
            _names.Add(slot, isRoot || text == name ? text : Free(name));
            parameters.Add(new IrParameter(content, _names[slot], slot.Type, mode, isConstant) { Whole = whole, MayBeNull = type is IArrayTypeSymbol && (mayBeNull || type.NullableAnnotation == NullableAnnotation.Annotated) });
        }
    }

    /// <summary>The returned value (of a constructor, the new one), then what is passed by reference; their slots are the function's results.</summary>
    public List<IrResult> Results(IMethodSymbol method)
    {
        List<IrResult> results = [];
        if (scope.Constructed is { } constructed)
        {
            IReadOnlyList<Part> fields = scope.Module.Aggregates.FieldsOf(constructed);
            for (int i = 0; i < fields.Count; i++)
                Add(scope.This!.Elements![i], fields[i].Type, FunctionScope.Joined("", fields[i].Name));
        }
        else if (method.MethodKind == MethodKind.Constructor)
        {
            Add(scope.This!, method.ContainingType, "");
        }
        else if (!method.ReturnsVoid)
        {
            scope.Return = scope.NewVariable(method.ReturnType, null, isPlace: false);
            Add(scope.Return, method.ReturnType, "");
        }

        if (IsOnStruct(method) && method.MethodKind != MethodKind.Constructor && Structs.Mutates(scope, method))
            AddReferences(scope.This!);
        foreach (IParameterSymbol parameter in method.Parameters.Where(p => p.RefKind is RefKind.Ref or RefKind.Out))
            AddReferences(scope.Find(parameter)!);
        return results;

        void AddReferences(Variable variable)
        {
            Slot[] slots = [.. variable.Slots.Where(slot => slot.Count == 0)];
            foreach (Slot slot in slots)
                results.Add(new IrResult(slot.Type, _names[slot]));
            scope.ResultSlots.AddRange(slots);
        }

        void Add(Variable at, ITypeSymbol type, string name)
        {
            if (at.Slot is { } slot)
            {
                results.Add(new IrResult(slot.Type, Element: name.Length == 0 ? null : name));
                scope.ResultSlots.Add(slot);
                return;
            }

            Part[] parts = scope.PartsOf(type)!;
            for (int i = 0; i < parts.Length; i++)
            {
                // A companion reads the seed of a result by the member's name.
                string part = isRoot ? (name.Length == 0 ? "" : name + ".") + TypeMap.Identifier(parts[i].Member ?? parts[i].Field)
                    : name.Length == 0 ? parts[i].Name
                    : FunctionScope.Joined(name, parts[i].Name);
                Add(at.Elements![i], parts[i].Type, part);
            }
        }
    }

    // In a signature, a struct has derivatives where all of it is floating-point.
    private static bool IsDifferentiable(Variable variable) => variable.Slots.All(slot => slot.Type.IsFloating);

    public static bool IsReadOnly(IMethodSymbol method) => method.IsReadOnly || (method.ContainingType.IsReadOnly && method.MethodKind != MethodKind.Constructor);

    private bool IsOnStruct(IMethodSymbol method) =>
        !method.IsStatic && method.MethodKind != MethodKind.LocalFunction && (scope.PartsOf(method.ContainingType) is not null || InlineArrays.Is(scope, method.ContainingType));

    private bool IsOnObject(IMethodSymbol method) =>
        !method.IsStatic && method.MethodKind is not (MethodKind.LocalFunction or MethodKind.Constructor) && Objects.IsOpen(scope, method.ContainingType);

    private string Free(string name)
    {
        string free = name;
        for (int i = 2; !_taken.Add(free); i++)
            free = name + Formatting.Invariant(i);
        return free;
    }
}
