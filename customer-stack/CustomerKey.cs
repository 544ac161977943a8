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
    public CustomerKey(KeySettings wanted, KeyHome home)
        : base("xtcmk:customer:CustomerKey", wanted.Name)
    {
        var key = new Key(
            wanted.Name,
            new KeyArgs
            {
                KeyName = wanted.Name,
                VaultName = home.VaultName,
                ResourceGroupName = home.ResourceGroupName,
                Properties = Properties(wanted),
            },
            new CustomResourceOptions { Parent = this, Protect = true, RetainOnDelete = true, IgnoreChanges = { "properties" } });
        Differences = Output.Tuple(key.Kty, key.KeySize, key.Attributes, key.RotationPolicy)
            .Apply(live => Warn(KeyDifferences.Find(wanted, live.Item1, live.Item2, live.Item3, live.Item4)));
        Name = wanted.Name;
        Uri = key.KeyUri;
        ResourceId = key.Id;
        RegisterOutputs();
    }

    public string Name { get; }

    /// <summary>Where the settings differ from the key that exists, as sentences; empty where they agree.</summary>
    public Output<ImmutableArray<string>> Differences { get; }

    /// <summary>The key's URI without a version.</summary>
    public Output<string> Uri { get; }

    /// <summary>The key's ARM resource id: the scope of the grant.</summary>
    public Output<string> ResourceId { get; }

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

    private static ImmutableArray<string> Warn(List<string> differences)
    {
        foreach (var difference in differences)
            Log.Warn($"Azure does not change an existing key through this program: {difference}");
        return [.. differences];
    }
}
