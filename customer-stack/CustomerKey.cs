using System.Collections.Immutable;
using Pulumi;
using Pulumi.AzureNative.KeyVault;
using Pulumi.AzureNative.KeyVault.Inputs;
using XtCmkInfra.Core;

namespace XtCmkInfra.CustomerStack;

/// <summary>
/// The key that protects the vendor's storage account. ARM only ever creates a key: it answers an edit with success and changes
/// nothing. So edits are not sent; where the settings differ from the key, a warning says so and names what does change it.
/// </summary>
internal sealed class CustomerKey : ComponentResource
{
    private const string TypeToken = "xtcmk:customer:CustomerKey";

    /// <summary>The key as the settings want it: made where it is not there, and otherwise left as it is.</summary>
    public CustomerKey(KeySettings wanted, IReadOnlyDictionary<string, string> tags, KeyHome home, GetKeyResult? found)
        : base(TypeToken, wanted.Name)
    {
        var key = Declare(wanted.Name, home, Properties(wanted), found?.Id, tags);
        Differences = Output.Tuple(key.Kty, key.KeySize, key.Attributes, key.RotationPolicy, key.Tags)
            .Apply(live => new LiveKey(live.Item1, live.Item2, live.Item3, live.Item4, live.Item5))
            .Apply(live => Warn(key, KeyDifferences.Find(wanted, tags, live)));
        (Name, Uri, ResourceId) = (wanted.Name, key.KeyUri, key.Id);
        RegisterOutputs();
    }

    /// <summary>
    /// A former key, as it was found. One that this stack has made stays the resource that it is; another is taken into the stack. Its
    /// settings are gone, so there is nothing to hold it against.
    /// </summary>
    public CustomerKey(GetKeyResult found, KeyHome home)
        : base(TypeToken, found.Name)
    {
        var properties = new KeyPropertiesArgs { Kty = found.Kty ?? JsonWebKeyType.RSA.ToString(), KeySize = found.KeySize!.Value };
        var key = Declare(found.Name, home, properties, found.Id, new Dictionary<string, string>());
        Differences = Output.Create(ImmutableArray<string>.Empty);
        (Name, Uri, ResourceId) = (found.Name, key.KeyUri, key.Id);
        RegisterOutputs();
    }

    public string Name { get; }

    /// <summary>Where the settings differ from the key that exists, as sentences; empty where they agree.</summary>
    public Output<ImmutableArray<string>> Differences { get; }

    /// <summary>The key's URI without a version.</summary>
    public Output<string> Uri { get; }

    /// <summary>The key's ARM resource id: the scope of the grant.</summary>
    public Output<string> ResourceId { get; }

    /// <param name="importId">The ARM resource id of a key that is there. The engine heeds it only until the stack has the key.</param>
    private Key Declare(
        string name, KeyHome home, KeyPropertiesArgs properties, string? importId, IReadOnlyDictionary<string, string> tags) => new(
        name,
        new KeyArgs
        {
            KeyName = name,
            VaultName = home.VaultName,
            ResourceGroupName = home.ResourceGroupName,
            Properties = properties,
            Tags = tags.ToDictionary(tag => tag.Key, tag => tag.Value),
        },
        new CustomResourceOptions
        {
            Parent = this, Protect = true, RetainOnDelete = true, IgnoreChanges = { "properties", "tags" }, ImportId = importId,
        });

    private static KeyPropertiesArgs Properties(KeySettings wanted)
    {
        var properties = new KeyPropertiesArgs
        {
            Kty = wanted.Hsm ? JsonWebKeyType.RSA_HSM : JsonWebKeyType.RSA,
            KeySize = wanted.Size,
            KeyOps = KeyPermissionNames.NeededOperations.Select(name => (Union<string, JsonWebKeyOperation>)name).ToList(),
        };
        if (wanted.Expires is { } expires)
            properties.Attributes = new KeyAttributesArgs { Enabled = true, Expires = expires.ToUnixTimeSeconds() };
        if (wanted.Rotation is { } rotation)
            properties.RotationPolicy = RotationPolicy(rotation);
        return properties;
    }

    private static RotationPolicyArgs RotationPolicy(RotationSettings rotation)
    {
        var policy = new RotationPolicyArgs
        {
            LifetimeActions =
            {
                new LifetimeActionArgs
                {
                    Action = new ActionArgs { Type = KeyRotationPolicyActionType.Rotate },
                    Trigger = new TriggerArgs { TimeAfterCreate = rotation.RotateAfter.Text },
                },
            },
        };
        if (rotation.ExpireAfter is { } expire)
            policy.Attributes = new KeyRotationPolicyAttributesArgs { ExpiryTime = expire.Text };
        if (rotation.NotifyBefore is { } notify)
        {
            policy.LifetimeActions.Add(new LifetimeActionArgs
            {
                Action = new ActionArgs { Type = KeyRotationPolicyActionType.Notify },
                Trigger = new TriggerArgs { TimeBeforeExpiry = notify.Text },
            });
        }

        return policy;
    }

    private static ImmutableArray<string> Warn(Key key, List<string> differences)
    {
        foreach (var difference in differences)
            Log.Warn($"Azure does not change an existing key through this program: {difference}", key);
        return [.. differences];
    }
}
