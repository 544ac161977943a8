using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Pulumi;

/// <summary>Turns what a program or a mock gives into a <see cref="Property"/>, waiting for the outputs inside.</summary>
internal sealed class Encoder
{
    private static readonly ConcurrentDictionary<Type, Func<object, object?>?> s_enums = new();
    private static readonly ConcurrentDictionary<Type, (string Name, FieldInfo Field)[]?> s_outputTypes = new();

    /// <summary>The resources that anything encoded so far came from.</summary>
    public HashSet<Resource> Dependencies { get; } = [];

    public async ValueTask<Property> EncodeAsync(string path, object? value)
    {
        switch (value)
        {
            case null or bool or double:
                return new(value);
            case int number:
                return new((double)number);
            case string text:
                return text == Property.UnknownText ? Property.Unknown : new(text);
            case InputArgs args:
                return await EncodeAsync(path, args.ReadInputs()).ConfigureAwait(false);
            case Task:
                throw new InvalidOperationException(
                    $"Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output:\n\t{path}");
            case IInput input:
                return await EncodeAsync(path, input.ToOutput()).ConfigureAwait(false);
            case IUnion union:
                return await EncodeAsync(path, union.Value).ConfigureAwait(false);
            case JsonElement json:
                return new(Encode(json));
            case IOutput output:
                return await EncodeAsync(path, output).ConfigureAwait(false);
            case Resource resource:
                Dependencies.Add(resource);
                return new(new ResourceReference(await resource.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false)));
            case IDictionary dictionary:
                return await EncodeAsync(path, Entries(path, dictionary)).ConfigureAwait(false);
            case IList list:
                return await EncodeAsync(path, list).ConfigureAwait(false);
            case Enum number when number.GetTypeCode() == TypeCode.Int32:
                return new(Convert.ToDouble(number, CultureInfo.InvariantCulture));
            case ValueTuple:
                return new(null);
        }

        var type = value.GetType();
        if (s_enums.GetOrAdd(type, EnumReader) is { } read)
            return await EncodeAsync(path, read(value)).ConfigureAwait(false);
        if (s_outputTypes.GetOrAdd(type, OutputTypeFields) is { } fields)
            return await EncodeAsync(path, fields.Select(field => KeyValuePair.Create(field.Name, field.Field.GetValue(value))))
                .ConfigureAwait(false);
        throw new InvalidOperationException($"{type.FullName} is not a supported argument type.\n\t{path}");
    }

    private async ValueTask<Property> EncodeAsync(string path, IOutput output)
    {
        var data = await output.ReadAsync().ConfigureAwait(false);
        Dependencies.UnionWith(data.Resources);
        if (!data.IsKnown)
            return Property.Unknown;
        var property = await EncodeAsync(path, data.Value).ConfigureAwait(false);
        return property with { IsSecret = property.IsSecret || data.IsSecret };
    }

    private async ValueTask<Property> EncodeAsync(string path, IEnumerable<KeyValuePair<string, object?>> entries)
    {
        var (isKnown, isSecret) = (true, false);
        var builder = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var (key, value) in entries)
        {
            var property = await EncodeAsync($"{path}.{key}", value).ConfigureAwait(false);
            isKnown &= property.IsKnown;
            isSecret |= property.IsSecret;
            if (property.Value is not null)
                builder[key] = property.Value;
        }
        return new(builder.ToImmutable(), isKnown, isSecret);
    }

    private async ValueTask<Property> EncodeAsync(string path, IList list)
    {
        if (list.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            && list.Equals(Activator.CreateInstance(type)))
            return new(ImmutableArray<object?>.Empty); // its Count would throw

        var (isKnown, isSecret) = (true, false);
        var builder = ImmutableArray.CreateBuilder<object?>(list.Count);
        for (var index = 0; index < list.Count; index++)
        {
            var property = await EncodeAsync($"{path}[{index}]", list[index]).ConfigureAwait(false);
            isKnown &= property.IsKnown;
            isSecret |= property.IsSecret;
            builder.Add(property.Value);
        }
        return new(builder.MoveToImmutable(), isKnown, isSecret);
    }

    private static IEnumerable<KeyValuePair<string, object?>> Entries(string path, IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            yield return entry.Key is string key
                ? KeyValuePair.Create(key, entry.Value)
                : throw new InvalidOperationException($"A dictionary among the inputs needs strings as its keys:\n\t{path}");
        }
    }

    private static object? Encode(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => json.EnumerateArray().Select(Encode).ToImmutableArray(),
        JsonValueKind.Object => json.EnumerateObject().ToImmutableDictionary(item => item.Name, item => Encode(item.Value)),
        _ => null,
    };

    /// <summary>An enum of an SDK is a struct with an explicit conversion to what goes over the wire.</summary>
    private static Func<object, object?>? EnumReader(Type type)
    {
        if (!type.IsValueType || type.GetCustomAttribute<EnumTypeAttribute>() is null)
            return null;
        var conversion = type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, [type]);
        if (conversion is null || (conversion.ReturnType != typeof(string) && conversion.ReturnType != typeof(double)))
            throw new InvalidOperationException($"{type.FullName} is marked as an enum but converts to neither String nor Double.");
        return value => conversion.Invoke(null, [value]);
    }

    private static (string Name, FieldInfo Field)[]? OutputTypeFields(Type type) =>
        type.GetCustomAttribute<OutputTypeAttribute>() is null
            ? null
            : [.. type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                .Where(field => field.IsInitOnly)
                .Select(field => (char.ToLowerInvariant(field.Name[0]) + field.Name[1..], field))];
}
