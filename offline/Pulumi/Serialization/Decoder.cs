using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi;

/// <summary>
/// Turns a value as the mock gave it into the type that a program reads. What does not fit becomes null or default
/// (the engine only warns), except that a union then tries its other type.
/// </summary>
internal abstract class Decoder
{
    private static readonly ConcurrentDictionary<Type, Decoder> s_decoders = new();

    public static Decoder For(Type type) => s_decoders.GetOrAdd(type, Create);

    /// <summary>The value, or the type's default if it does not fit.</summary>
    public object? Decode(object? value) => value is not null && TryDecode(value, out var result) ? result : Default;

    public abstract bool TryDecode(object value, out object? result);

    protected virtual object? Default => null;

    private static Decoder Create(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return new NullableDecoder(underlying);
        if (type == typeof(string))
            return new SameTypeDecoder<string>();
        if (type == typeof(bool))
            return new SameTypeDecoder<bool>();
        if (type == typeof(double))
            return new SameTypeDecoder<double>();
        if (type == typeof(object))
            return new SameTypeDecoder<object>();
        if (type == typeof(int))
            return new NumberDecoder(type);
        if (type.IsEnum)
            return new NumberDecoder(type);
        if (type == typeof(JsonElement))
            return new JsonDecoder();
        if (type.IsAssignableTo(typeof(Resource)))
            return new InstanceDecoder(type);
        if (type.IsValueType && type.GetCustomAttribute<EnumTypeAttribute>() is not null)
            return new EnumStructDecoder(type);
        if (type.IsConstructedGenericType)
            return (Decoder)Activator.CreateInstance(GenericDecoderFor(type).MakeGenericType(LastArguments(type)))!;
        return new OutputTypeDecoder(type);
    }

    private static Type GenericDecoderFor(Type type) => type.GetGenericTypeDefinition() switch
    {
        var definition when definition == typeof(ImmutableArray<>) => typeof(ArrayDecoder<>),
        var definition when definition == typeof(ImmutableDictionary<,>) => typeof(DictionaryDecoder<>),
        var definition when definition == typeof(Union<,>) => typeof(UnionDecoder<,>),
        var definition when definition == typeof(Output<>) => typeof(OutputDecoder<>),
        _ => throw new InvalidOperationException($"No value can be read as {type.FullName}."),
    };

    private static Type[] LastArguments(Type type) =>
        type.GetGenericTypeDefinition() == typeof(ImmutableDictionary<,>) ? type.GenericTypeArguments[1..] : type.GenericTypeArguments;

    private sealed class NullableDecoder(Type underlying) : Decoder
    {
        private readonly Decoder _decoder = For(underlying);

        public override bool TryDecode(object value, out object? result) => _decoder.TryDecode(value, out result);
    }

    private sealed class SameTypeDecoder<T> : Decoder
    {
        protected override object? Default { get; } = default(T);

        public override bool TryDecode(object value, out object? result)
        {
            result = value is T ? value : null;
            return value is T;
        }
    }

    private sealed class InstanceDecoder(Type type) : Decoder
    {
        public override bool TryDecode(object value, out object? result)
        {
            result = type.IsInstanceOfType(value) ? value : null;
            return result is not null;
        }
    }

    private sealed class NumberDecoder(Type type) : Decoder
    {
        protected override object? Default { get; } = Activator.CreateInstance(type);

        public override bool TryDecode(object value, out object? result)
        {
            result = value is not double number ? null : type.IsEnum ? Enum.ToObject(type, (int)number) : (int)number;
            return result is not null;
        }
    }

    private sealed class JsonDecoder : Decoder
    {
        protected override object? Default { get; } = default(JsonElement);

        public override bool TryDecode(object value, out object? result)
        {
            result = JsonSerializer.SerializeToElement(value);
            return true;
        }
    }

    private sealed class EnumStructDecoder(Type type) : Decoder
    {
        protected override object? Default { get; } = Activator.CreateInstance(type);

        public override bool TryDecode(object value, out object? result)
        {
            result = value is string or double ? OutputTypes.EnumConstructor(type, value.GetType())?.Invoke([value]) : null;
            return result is not null;
        }
    }

    private sealed class ArrayDecoder<T> : Decoder
    {
        private readonly Decoder _element = For(typeof(T));

        protected override object? Default { get; } = default(ImmutableArray<T>);

        public override bool TryDecode(object value, out object? result)
        {
            result = value is ImmutableArray<object> array ? array.Select(item => (T)_element.Decode(item)!).ToImmutableArray() : null;
            return result is not null;
        }
    }

    private sealed class DictionaryDecoder<T> : Decoder
    {
        private readonly Decoder _element = For(typeof(T));

        public override bool TryDecode(object value, out object? result)
        {
            result = value is not ImmutableDictionary<string, object> map ? null
                : typeof(T) == typeof(object) ? map
                : map.ToImmutableDictionary(pair => pair.Key, pair => (T)_element.Decode(pair.Value)!);
            return result is not null;
        }
    }

    private sealed class UnionDecoder<T0, T1> : Decoder
    {
        private readonly Decoder _decoder0 = For(typeof(T0));
        private readonly Decoder _decoder1 = For(typeof(T1));

        protected override object? Default { get; } = default(Union<T0, T1>);

        public override bool TryDecode(object value, out object? result)
        {
            result = _decoder0.TryDecode(value, out var value0) ? Union<T0, T1>.FromT0((T0)value0!)
                : _decoder1.TryDecode(value, out var value1) ? Union<T0, T1>.FromT1((T1)value1!)
                : null;
            return result is not null;
        }
    }

    private sealed class OutputDecoder<T> : Decoder
    {
        private readonly Decoder _decoder = For(typeof(T));

        public override bool TryDecode(object value, out object? result)
        {
            var fits = _decoder.TryDecode(value, out var inner);
            result = fits ? Output.Create((T)inner!) : null;
            return fits;
        }
    }

    private sealed class OutputTypeDecoder : Decoder
    {
        private readonly ConstructorInvoker? _constructor;
        private readonly Lazy<(string Name, Decoder Decoder)[]> _parameters;

        public OutputTypeDecoder(Type type)
        {
            var constructor = OutputTypes.Constructor(type);
            _constructor = constructor is null ? null : ConstructorInvoker.Create(constructor);
            // Lazy, because output types may contain themselves.
            _parameters = new(() => [.. constructor!.GetParameters().Select(parameter => (
                parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!,
                For(parameter.ParameterType)))]);
        }

        public override bool TryDecode(object value, out object? result)
        {
            result = null;
            if (_constructor is null || value is not ImmutableDictionary<string, object> map)
                return false;
            var parameters = _parameters.Value;
            var arguments = new object?[parameters.Length];
            for (var index = 0; index < parameters.Length; index++)
                arguments[index] = parameters[index].Decoder.Decode(map.GetValueOrDefault(parameters[index].Name));
            result = _constructor.Invoke(arguments.AsSpan());
            return true;
        }
    }
}
