using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi;

/// <summary>Which types an output may have, and how they are built.</summary>
internal static class OutputTypes
{
    private const BindingFlags AnyInstance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    public static void Check(string context, Type type) => Check(context, type, []);

    public static ConstructorInfo? Constructor(Type type)
    {
        if (type.GetCustomAttribute<OutputTypeAttribute>() is null)
            return null;
        var constructors = type.GetConstructors(AnyInstance);
        return constructors.FirstOrDefault(constructor => constructor.GetCustomAttribute<OutputConstructorAttribute>() is not null)
            ?? (constructors.Where(constructor => constructor.IsPublic).ToArray() is [var only] ? only : null);
    }

    public static ConstructorInfo? EnumConstructor(Type type, Type value) => type.GetConstructor(AnyInstance, [value]);

    private static void Check(string context, Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || IsPlain(type))
            return;
        if (type.IsValueType && type.GetCustomAttribute<EnumTypeAttribute>() is not null)
            CheckEnum(type);
        else if (type.IsConstructedGenericType)
            CheckGeneric(context, type, seen);
        else
            CheckOutputType(context, type, seen);
    }

    private static bool IsPlain(Type type) =>
        type == typeof(bool) || type == typeof(int) || type == typeof(double) || type == typeof(string)
        || type == typeof(object) || type == typeof(JsonElement)
        || type.IsAssignableTo(typeof(Resource))
        || (type.IsEnum && type.GetEnumUnderlyingType() == typeof(int));

    private static void CheckEnum(Type type)
    {
        var underlying = EnumConstructor(type, typeof(string)) is not null ? typeof(string)
            : EnumConstructor(type, typeof(double)) is not null ? typeof(double)
            : throw new InvalidOperationException(
                $"{type.FullName} is marked as an enum but has no constructor from one String or Double.");
        var conversion = type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, [type]);
        if (conversion?.ReturnType != underlying)
            throw new InvalidOperationException(
                $"{type.FullName} is marked as an enum but does not convert explicitly to {underlying.FullName}.");
    }

    private static void CheckGeneric(string context, Type type, HashSet<Type> seen)
    {
        var definition = type.GetGenericTypeDefinition();
        if (definition == typeof(ImmutableDictionary<,>) && type.GenericTypeArguments[0] != typeof(string))
            throw new InvalidOperationException(
                $"{context} cannot hold {type.FullName}: an ImmutableDictionary needs strings as its keys.");
        if (definition != typeof(Nullable<>) && definition != typeof(Union<,>) && definition != typeof(ImmutableArray<>)
            && definition != typeof(ImmutableDictionary<,>) && definition != typeof(Output<>))
            throw new InvalidOperationException(
                $"{context} cannot hold {type.FullName}: of the collections, only ImmutableArray and ImmutableDictionary can be outputs.");
        foreach (var argument in type.GenericTypeArguments)
            Check(context, argument, seen);
    }

    private static void CheckOutputType(string context, Type type, HashSet<Type> seen)
    {
        if (type.GetCustomAttribute<OutputTypeAttribute>() is null)
            throw new InvalidOperationException(
                $"{context} cannot hold {type.FullName}: it is neither a plain type nor marked with {nameof(OutputTypeAttribute)}.");
        var constructor = Constructor(type) ?? throw new InvalidOperationException(
            $"{type.FullName} has {nameof(OutputTypeAttribute)} but no constructor with {nameof(OutputConstructorAttribute)}.");
        foreach (var parameter in constructor.GetParameters())
            Check($"{type.FullName}({parameter.Name})", parameter.ParameterType, seen);
    }
}
