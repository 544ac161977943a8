using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace Pulumi;

public abstract class InputArgs
{
    private static readonly ConcurrentDictionary<Type, InputMember[]> s_members = new();

    private readonly InputMember[] _members;

    protected InputArgs() => _members = s_members.GetOrAdd(GetType(), FindMembers);

    private protected abstract void Seal();

    internal IEnumerable<KeyValuePair<string, object?>> ReadInputs()
    {
        foreach (var member in _members)
        {
            var value = member.Read(this);
            if (value is null && member.Input.IsRequired)
                throw new ArgumentNullException(
                    member.Name, $"[Input] {GetType().FullName}.{member.Name} is required but was not given a value");
            yield return KeyValuePair.Create(member.Input.Name, member.Input.Json ? AsJson(member.Input.Name, value) : value);
        }
    }

    private static Output<string?>? AsJson(string path, object? value)
    {
        return value is null ? null : new(ReadAsync());

        async Task<OutputData<string?>> ReadAsync()
        {
            var encoder = new Encoder();
            var property = await encoder.EncodeAsync(path, value).ConfigureAwait(false);
            var json = property.IsKnown ? JsonSerializer.Serialize(property.Value) : null;
            return new(json, [.. encoder.Dependencies], property.IsKnown, property.IsSecret);
        }
    }

    private static InputMember[] FindMembers(Type type)
    {
        const BindingFlags any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
        var fields = type.GetFields(any)
            .Select(field => (Input: field.GetCustomAttribute<InputAttribute>(), field.Name, Read: (Func<object, object?>)field.GetValue));
        var properties = type.GetProperties(any)
            .Select(property =>
                (Input: property.GetCustomAttribute<InputAttribute>(), property.Name, Read: (Func<object, object?>)property.GetValue));
        return [.. fields.Concat(properties)
            .Where(member => member.Input is not null)
            .Select(member => new InputMember(member.Input!, member.Name, member.Read))];
    }

    private sealed record InputMember(InputAttribute Input, string Name, Func<object, object?> Read);
}

public abstract class ResourceArgs : InputArgs
{
    public static readonly ResourceArgs Empty = new NoArgs();

    private protected sealed override void Seal()
    {
    }

    private sealed class NoArgs : ResourceArgs;
}

public abstract class InvokeArgs : InputArgs
{
    public static readonly InvokeArgs Empty = new NoArgs();

    private protected sealed override void Seal()
    {
    }

    private sealed class NoArgs : InvokeArgs;
}
