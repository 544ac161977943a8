using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using XtCmkInfra.Core;

namespace XtCmkInfra;

/// <summary>The outputs of another stack, or of this one when it last ran. One that Pulumi keeps secret is read like the others.</summary>
/// <param name="name">In full: organization/project/stack.</param>
internal sealed class ReferencedStack(string name)
{
    private readonly StackReference _stack = new(name);

    /// <summary>This stack as its last run left it; it has no outputs before the first.</summary>
    public static ReferencedStack OfThis()
    {
        var here = Deployment.Instance;
        return new ReferencedStack($"{here.OrganizationName}/{here.ProjectName}/{here.StackName}");
    }

    /// <returns>Null where the stack has no such output.</returns>
    public async Task<object?> ValueAsync(string output)
    {
        var details = await _stack.GetOutputDetailsAsync(output);
        return details.Value ?? details.SecretValue;
    }

    /// <summary>An output that is an object, by the names of its members; empty where it is none.</summary>
    public async Task<ImmutableDictionary<string, object>> MembersAsync(string output) =>
        await ValueAsync(output) as ImmutableDictionary<string, object> ?? ImmutableDictionary<string, object>.Empty;

    /// <summary>An output that must be an object, to be read and checked; null where the stack has no such output.</summary>
    public async Task<ObjectReader?> ObjectAsync(string output, List<Mistake> mistakes) =>
        await ValueAsync(output) is { } value ? Reader(output, value, mistakes) : null;

    /// <summary>Reads a value of one of the outputs.</summary>
    /// <param name="path">Where among the outputs it is.</param>
    public ObjectReader Reader(string path, object value, List<Mistake> mistakes) =>
        ObjectReader.Of($"{name} output {path}", JsonSerializer.SerializeToElement(value), mistakes);
}
