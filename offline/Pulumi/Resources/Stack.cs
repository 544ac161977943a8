using System.Reflection;

namespace Pulumi;

public class Stack : ComponentResource
{
    internal const string RootType = "pulumi:pulumi:Stack";

    public Stack(StackOptions? options = null)
        : base(RootType, $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}", Convert(options)) =>
        Deployment.Instance.Run.Stack = this;

    /// <summary>A stack does not register its outputs itself; this does it, once its constructor is through.</summary>
    internal void RegisterPropertyOutputs()
    {
        var outputs = GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(property => (Attribute: property.GetCustomAttribute<OutputAttribute>(), Property: property))
            .Where(found => found.Attribute is not null)
            .ToDictionary(found => found.Attribute!.Name ?? found.Property.Name, found => found.Property.GetValue(this));

        var missing = outputs.Where(output => output.Value is null).Select(output => output.Key).ToList();
        if (missing.Count > 0)
            throw new RunException($"The constructor of the stack leaves these outputs without a value: '{string.Join("', '", missing)}'.");

        var wrong = outputs.Where(output => !IsOutput(output.Value!.GetType())).Select(output => output.Key).ToList();
        if (wrong.Count > 0)
            throw RunException.OutputsHaveIncorrectType(wrong);

        RegisterOutputs(outputs);
    }

    private static bool IsOutput(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Output<>);

    private static ComponentResourceOptions? Convert(StackOptions? options) =>
        options is null ? null : new ComponentResourceOptions { ResourceTransformations = options.ResourceTransformations };
}
