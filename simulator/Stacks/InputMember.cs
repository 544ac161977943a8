using System.Collections.Concurrent;
using System.Reflection;
using Pulumi;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>A field or property of an SDK's arguments that holds an input.</summary>
/// <param name="Name">The input's name in the engine, for example <c>accountName</c>.</param>
internal sealed record InputMember(string Name, Func<object, object?> ValueOf)
{
    private static readonly ConcurrentDictionary<Type, InputMember[]> Members = new();

    public static IEnumerable<(string Name, object? Value)> Read(InputArgs args) =>
        Members.GetOrAdd(args.GetType(), Find).Select(member => (member.Name, member.ValueOf(args)));

    private static InputMember[] Find(Type type)
    {
        const BindingFlags any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
        return
        [
            .. type.GetFields(any).Where(IsInput).Select(field => new InputMember(NameOf(field), field.GetValue)),
            .. type.GetProperties(any).Where(IsInput).Select(property => new InputMember(NameOf(property), property.GetValue)),
        ];
    }

    private static bool IsInput(MemberInfo member) => member.IsDefined(typeof(InputAttribute));

    /// <summary>The attribute keeps its name to itself; what it was declared with does not.</summary>
    private static string NameOf(MemberInfo member) => (string)member
        .GetCustomAttributesData()
        .First(attribute => attribute.AttributeType == typeof(InputAttribute))
        .ConstructorArguments[0].Value!;
}
