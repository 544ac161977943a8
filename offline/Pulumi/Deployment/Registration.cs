using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

internal sealed partial class TestRun
{
    /// <summary>
    /// Registers a resource in the background. It never starts on the caller's thread: the resource's own constructor
    /// still runs there.
    /// </summary>
    public void Register(Resource resource, ResourceState state, ResourceArgs args, ResourceOptions options)
    {
        Runner.Track(Task.Run(RegisterAsync));

        async Task RegisterAsync()
        {
            try
            {
                var answer = await AnswerAsync(resource, args, options).ConfigureAwait(false);
                state.Complete(answer.Urn, answer.Id, answer.Properties, IsPreview);
            }
            catch (Exception exception)
            {
                state.Fail(exception);
                throw;
            }
        }
    }

    private async Task<MockState> AnswerAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        if (options.Urn is { } urn)
        {
            lock (_registered)
                return _registered.GetValueOrDefault(urn) ?? throw new InvalidOperationException($"No resource here has the URN {urn}.");
        }

        var id = options.Id is null ? "" : await options.Id.ToOutput().GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        var isRead = !string.IsNullOrEmpty(id);
        if (isRead && resource is not CustomResource)
            throw new ArgumentException("Only a CustomResource can be read by an Id.");

        var request = await PrepareAsync(resource, args, options).ConfigureAwait(false);
        if (!isRead)
            Add(resource);
        if (resource is Stack)
            return new(NewUrn("", request.Mock.Type!, request.Mock.Name!), null, []);

        request.Mock.Id = isRead ? id : (options as CustomResourceOptions)?.ImportId ?? "";
        var (newId, state) = await mocks.NewResourceAsync(request.Mock).ConfigureAwait(false);
        var answer = new MockState(
            NewUrn(request.Parent, resource.GetResourceType(), resource.GetResourceName()),
            isRead ? id : newId ?? request.Mock.Id,
            await EncodeStateAsync(state).ConfigureAwait(false));
        if (isRead)
            Add(resource);

        lock (_registered)
            _registered[answer.Urn] = answer;
        return answer;
    }

    /// <summary>Waits for everything that the resource needs, and says what the mock is to see.</summary>
    private async Task<Request> PrepareAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        if (options.DeletedWith is { } deletedWith)
            await deletedWith.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);

        var encoder = new Encoder();
        if (!options.DependsOn.IsEmptyByConstruction)
            encoder.Dependencies.UnionWith(await options.DependsOn.ToOutput().GetValueAsync(whenUnknown: []).ConfigureAwait(false));
        var inputs = await EncodeInputsAsync(encoder, resource.GetResourceName(), args).ConfigureAwait(false);

        var parent = options.Parent ?? (resource is Stack ? null : Stack);
        var parentUrn = parent is null ? "" : await parent.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        var provider = resource is CustomResource && options.Provider is { } given
            ? await given.GetReferenceAsync().ConfigureAwait(false)
            : "";
        await WaitForAsync(encoder.Dependencies).ConfigureAwait(false);

        var mock = new MockResourceArgs
        {
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Inputs = inputs,
            Provider = provider,
        };
        return new(mock, parentUrn);
    }

    private static async Task<ImmutableDictionary<string, object>> EncodeInputsAsync(Encoder encoder, string path, InputArgs args)
    {
        var inputs = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (name, value) in args.ReadInputs())
        {
            if (value is null || (args is ResourceArgs && name is "id" or "urn"))
                continue;
            var property = await EncodeAsync(encoder, $"{path}.{name}", name, value).ConfigureAwait(false);
            if (property is { IsKnown: true, Value: not null })
                inputs.Add(name, property.Value);
        }
        return inputs.ToImmutable();
    }

    private static async Task WaitForAsync(IEnumerable<Resource> dependencies)
    {
        var all = new HashSet<Resource>();
        foreach (var dependency in dependencies)
            dependency.AddDependencies(all);
        foreach (var resource in all.Where(resource => !resource.IsLocalComponent))
            await resource.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
    }

    private sealed record Request(MockResourceArgs Mock, string Parent);
}
