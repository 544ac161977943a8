using System.Text;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Tests.Simulator.Stacks;

/// <summary>Whoever changes what is saved gives it another number: a state that cannot be read must be refused by its version.</summary>
public sealed class WhenTheSavedFormChanges
{
    private static readonly Dictionary<Type, JsonTypeInfo> Saved = Reach(StateJson.Default, typeof(CloudState))
        .Concat(Reach(StackJson.Default, typeof(SavedStack)))
        .DistinctBy(type => type.Type)
        .ToDictionary(type => type.Type);

    [Fact]
    public void The_new_form_and_its_number_are_kept_together()
    {
        var form = new StringBuilder();
        form.AppendLine(Simulation.Schema);
        foreach (var type in Saved.Values.OrderBy(type => type.Type.Name, StringComparer.Ordinal))
        {
            form.AppendLine().AppendLine(Name(type.Type));
            foreach (var property in type.Properties.Where(property => property.Get is not null))
                form.AppendLine($"  {property.Name}: {Name(property.PropertyType)}");
        }

        Golden.Compare("tests/Golden/simulation/form.txt", form.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Nothing_of_a_request_is_saved() =>
        Assert.DoesNotContain(Reach(RequestJson.Default), type => Saved.ContainsKey(type.Type));

    private static IEnumerable<JsonTypeInfo> Reach(JsonSerializerContext context, params Type[] roots)
    {
        var pending = new Stack<Type>(roots.Length > 0 ? roots : typeof(RequestJson)
            .GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
            .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!));
        var seen = new HashSet<Type>();
        while (pending.TryPop(out var type))
        {
            if (type.IsGenericType || type.IsArray)
            {
                foreach (var inner in type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments())
                    pending.Push(inner);
            }

            if (type.Assembly != typeof(CloudState).Assembly || !seen.Add(type) || context.GetTypeInfo(type) is not { } info)
                continue;
            if (info.Kind == JsonTypeInfoKind.Object)
                yield return info;
            foreach (var property in info.Properties)
                pending.Push(property.PropertyType);
        }
    }

    private static string Name(Type type) => Nullable.GetUnderlyingType(type) is { } value
        ? Name(value) + "?"
        : type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
