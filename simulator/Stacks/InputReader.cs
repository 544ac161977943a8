using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Utilities;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>Reads one input of a resource down to its leaves, and notes where it comes from and what is secret in it.</summary>
internal sealed class InputReader(List<string> secrets)
{
    private delegate Task<JsonNode?> Reading(InputReader reader, string path, object value);

    private static readonly ConcurrentDictionary<Type, Reading?> Readings = new();

    private readonly HashSet<Resource> _dependencies = [];
    private readonly List<string> _secrets = secrets;

    public IReadOnlySet<Resource> Dependencies => _dependencies;

    /// <returns>Null where the input is null; <see cref="PropertyValues.Unknown"/> where it is not known yet.</returns>
    /// <exception cref="NotSupportedException">The value is of a type that no SDK of these programs uses.</exception>
    public async Task<JsonNode?> ReadAsync(string path, object? value)
    {
        switch (value)
        {
            case null:
                return null;
            case string or bool or int or double:
                return PropertyValues.ToJson(value);
            case InputArgs args:
                return await ReadAsync(path, InputMember.Read(args));
        }

        if (Readings.GetOrAdd(value.GetType(), Find) is { } reading)
            return await reading(this, path, value);
        return value switch
        {
            // An enum of an SDK is a struct around the text that goes to the provider.
            _ when value.GetType().IsDefined(typeof(EnumTypeAttribute)) => JsonValue.Create(value.ToString()),
            IDictionary map => await ReadAsync(path, map.Keys.Cast<string>().Select(key => (key, map[key]))),
            IList list => await ReadAsync(path, list),
            _ => throw new NotSupportedException($"The simulator cannot read the input '{path}' of type {value.GetType()}."),
        };
    }

    private async Task<JsonNode?> ReadAsync(string path, IEnumerable<(string Name, object? Value)> fields)
    {
        var json = new JsonObject();
        foreach (var (name, value) in fields)
        {
            if (await ReadAsync($"{path}.{name}", value) is { } read)
                json[name] = read;
        }

        return json;
    }

    private async Task<JsonNode?> ReadAsync(string path, IList list)
    {
        var json = new JsonArray();
        for (var index = 0; index < list.Count; index++)
            json.Add(await ReadAsync($"{path}[{index}]", list[index]));
        return json;
    }

    /// <summary>How a generic type of the SDK is read, or null for other types.</summary>
    private static Reading? Find(Type type)
    {
        for (var closed = type; closed is not null; closed = closed.BaseType)
        {
            if (!closed.IsGenericType)
                continue;
            var open = closed.GetGenericTypeDefinition();
            var reading = open == typeof(InputList<>) ? nameof(ReadListAsync)
                : open == typeof(Input<>) ? nameof(ReadInputAsync)
                : open == typeof(Output<>) ? nameof(ReadOutputAsync)
                : open == typeof(Union<,>) ? nameof(ReadUnionAsync)
                : open == typeof(ImmutableArray<>) ? nameof(ReadArrayAsync)
                : null;
            if (reading is not null)
            {
                return typeof(InputReader).GetMethod(reading, BindingFlags.Static | BindingFlags.NonPublic)!
                    .MakeGenericMethod(closed.GetGenericArguments())
                    .CreateDelegate<Reading>();
            }
        }

        return null;
    }

    private static Task<JsonNode?> ReadInputAsync<T>(InputReader reader, string path, object value) =>
        ReadOutputAsync<T>(reader, path, ((Input<T>)value).ToOutput());

    private static async Task<JsonNode?> ReadOutputAsync<T>(InputReader reader, string path, object value)
    {
        var output = (Output<T>)value;
        reader._dependencies.UnionWith(await OutputUtilities.GetDependenciesAsync(output));
        if (await Output.IsSecretAsync(output))
            reader._secrets.Add(path);
        return await OutputUtilities.GetIsKnownAsync(output)
            ? await reader.ReadAsync(path, await OutputUtilities.GetValueAsync(output))
            : JsonValue.Create(PropertyValues.Unknown);
    }

    /// <summary>A list with an unknown item is unknown as a whole, but its items can be asked one by one.</summary>
    private static async Task<JsonNode?> ReadListAsync<T>(InputReader reader, string path, object value)
    {
        var list = (InputList<T>)value;
        var whole = await ReadInputAsync<ImmutableArray<T>>(reader, path, list);
        if (whole is not JsonValue)
            return whole;
        var json = new JsonArray();
        await foreach (var item in list)
            json.Add(await reader.ReadAsync($"{path}[{json.Count}]", item));
        return json.Count > 0 ? json : whole;
    }

    private static Task<JsonNode?> ReadUnionAsync<T0, T1>(InputReader reader, string path, object value) =>
        reader.ReadAsync(path, ((Union<T0, T1>)value).Match<object?>(first => first, second => second));

    private static async Task<JsonNode?> ReadArrayAsync<T>(InputReader reader, string path, object value) =>
        (ImmutableArray<T>)value is { IsDefault: false } array ? await reader.ReadAsync(path, (IList)array) : null;
}
