using System.Collections.Immutable;

namespace Pulumi;

public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly bool _protect;
    private readonly ImmutableArray<ResourceTransformation> _transformations = [];
    private readonly ImmutableDictionary<string, ProviderResource> _providers = ImmutableDictionary<string, ProviderResource>.Empty;
    private readonly List<Resource> _children = [];

    private protected Resource(string type, string name, ResourceArgs args, ResourceOptions options, bool isLocalComponent = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(name);
        (_type, _name, IsLocalComponent) = (type, name, isLocalComponent);

        var shape = ResourceShape.For(GetType(), isLocalComponent);
        var state = new ResourceState(this, shape);
        shape.SetOutputs(this, state);

        var run = Deployment.Instance.Run;
        try
        {
            var parent = type == Stack.RootType ? null : options.Parent ?? run.Stack;
            _transformations = [.. options.ResourceTransformations, .. parent?._transformations ?? []];
            (args, options) = Transform(args, options);

            options = options.Clone();
            if (options.Parent is { } given)
            {
                given.Adopt(this);
                options.Protect ??= given._protect;
                _providers = given._providers;
            }
            _providers = InheritProviders(options);
            _protect = options.Protect == true;
        }
        catch (Exception thrown)
        {
            var endless = new InvalidOperationException(
                $"{type} '{name}' was not made ({thrown.Message}), and its outputs never get a value: the published SDK waits for them for ever.");
            state.Fail(endless);
            run.Runner.WaitForever(endless);
            throw;
        }

        foreach (var alias in options.Aliases)
            alias.Apply(known => known.Validate());
        run.Register(this, state, args, options);
    }

    /// <summary>A resource that is only referred to by its URN.</summary>
    private protected Resource(string urn) => (_type, _name, Urn) = ("", "", Output.Create(urn));

    [Output("urn")]
    public Output<string> Urn { get; private protected set; } = null!;

    internal bool IsLocalComponent { get; }

    public string GetResourceType() => _type;

    public string GetResourceName() => _name;

    /// <summary>The provider that a child of this resource, or a call made for it, uses.</summary>
    internal ProviderResource? GetProvider(string token) =>
        token.Split(':') is [var package, _, _] ? _providers.GetValueOrDefault(package) : null;

    /// <summary>What depending on this resource means: for a component of the program, depending on what is inside it.</summary>
    internal void AddDependencies(HashSet<Resource> dependencies)
    {
        if (!dependencies.Add(this) || !IsLocalComponent)
            return;
        Resource[] children;
        lock (_children)
            children = [.. _children];
        foreach (var child in children)
            child.AddDependencies(dependencies);
    }

    private void Adopt(Resource child)
    {
        lock (_children)
            _children.Add(child);
    }

    private (ResourceArgs Args, ResourceOptions Options) Transform(ResourceArgs args, ResourceOptions options)
    {
        foreach (var transformation in _transformations)
        {
            if (transformation(new ResourceTransformationArgs(this, args, options)) is not { } result)
                continue;
            if (result.Options.Parent != options.Parent)
                throw new ArgumentException("A transformation must leave the 'parent' of a resource as it is.");
            (args, options) = (result.Args, result.Options);
        }
        return (args, options);
    }

    private ImmutableDictionary<string, ProviderResource> InheritProviders(ResourceOptions options)
    {
        if (options is ComponentResourceOptions component)
        {
            if (options.Provider is not null && component.Providers.Count > 0)
                throw new ResourceException("A component takes either 'provider' or 'providers', not both.", options.Parent);
            var given = options.Provider is { } one ? [one] : component.Providers;
            return _providers.SetItems(given.Select(provider => KeyValuePair.Create(provider.Package, provider)));
        }
        if (options.Provider is null)
        {
            options.Provider = options.Parent?.GetProvider(_type);
            return _providers;
        }
        return _type.Split(':') is [var package, _, _] ? _providers.SetItem(package, options.Provider) : _providers;
    }
}

/// <summary>How a resource inside a value reaches the mock.</summary>
internal sealed class ResourceReference(string urn) : Resource(urn);
