using System.Text.Json.Nodes;
using Pulumi;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>
/// A resource's inputs as the engine sees them, read from the arguments of its declaration. Mocks see less: an input that is not known
/// in every part does not reach them at all, and neither do the resources that it comes from.
/// </summary>
/// <param name="Values">The inputs that are not null, the unknown parts as <see cref="PropertyValues.Unknown"/>.</param>
/// <param name="Dependencies">By input: the resources that it comes from.</param>
/// <param name="Secrets">The paths of what is secret, as <c>a.b[0].c</c>.</param>
/// <param name="Awaited">The resources that it depends on in words, besides its inputs.</param>
internal sealed record DeclaredInputs(
    JsonObject Values,
    IReadOnlyDictionary<string, IReadOnlySet<Resource>> Dependencies,
    IReadOnlyList<string> Secrets,
    IReadOnlyList<Resource> Awaited)
{
    /// <summary>Every resource that it waits for.</summary>
    public IEnumerable<Resource> All => Dependencies.Values.SelectMany(resources => resources).Concat(Awaited);

    /// <exception cref="NotSupportedException">An argument has a type that no SDK of these programs uses.</exception>
    public static async Task<DeclaredInputs> ReadAsync(ResourceArgs args, IReadOnlyList<Resource> awaited)
    {
        var values = new JsonObject();
        var dependencies = new Dictionary<string, IReadOnlySet<Resource>>(StringComparer.Ordinal);
        var secrets = new List<string>();
        foreach (var (name, value) in InputMember.Read(args))
        {
            var reader = new InputReader(secrets);
            if (await reader.ReadAsync(name, value) is not { } read)
                continue;
            values[name] = read;
            dependencies[name] = reader.Dependencies;
        }

        return new DeclaredInputs(values, dependencies, secrets, awaited);
    }

    /// <summary>The inputs that reached the mock, and those that did not since they are not wholly known.</summary>
    public JsonObject Complete(JsonObject known)
    {
        var complete = (JsonObject)known.DeepClone();
        foreach (var (name, value) in Values)
        {
            if (!complete.ContainsKey(name))
                complete[name] = value!.DeepClone();
        }

        return complete;
    }
}
