using System.Collections;
using System.Reflection;
using Xunit;

namespace Fluxion.Generator.Tests.Incrementality;

internal static class ObjectGraph
{
    /// <summary>Nothing that can be reached from the object through fields is of one of the types.</summary>
    public static void AssertFree(object root, params Type[] forbidden)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<object>([root]);
        while (pending.TryPop(out object? item))
        {
            if (item is string || item.GetType().IsPrimitive || item is Type or MemberInfo or Delegate || !seen.Add(item))
                continue;
            Assert.DoesNotContain(forbidden, type => type.IsInstanceOfType(item));
            if (item is IEnumerable list and not IDictionary && item.GetType().IsArray)
            {
                foreach (object? element in list)
                    Push(element);
                continue;
            }

            for (Type? type = item.GetType(); type is not null; type = type.BaseType)
            {
                foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    if (!field.FieldType.IsPointer && !field.FieldType.IsByRefLike)
                        Push(field.GetValue(item));
                }
            }
        }

        void Push(object? value)
        {
            if (value is not null)
                pending.Push(value);
        }
    }
}
