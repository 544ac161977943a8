using System.Globalization;
using Pulumi;
using Pulumi.AzureNative.KeyVault;
using XtCmkInfra.Core;

namespace XtCmkInfra.CustomerStack;

/// <summary>
/// A key is not made that has expired, or expires before anything follows it. A key that exists may well be past the date in its settings,
/// since that was its first version's: the settings then stay as they are, and every run goes on.
/// </summary>
internal static class NewKeyCheck
{
    /// <exception cref="RunException">The settings' expiry is too early, and there is no such key yet.</exception>
    public static async Task VerifyAsync(CustomerSettings settings, DateTimeOffset now)
    {
        if (settings.Key is not { Expires: { } expires } key)
            return;
        var rotation = key.Rotation?.RotateAfter.AddTo(now);
        if (expires > (rotation ?? now) || await LookUpAsync(settings) is not { } reason)
            return;
        var sentence = expires <= now
            ? $"is {Day(expires)}, which is past: a new key would have expired already"
            : $"is {Day(expires)}, before the first rotation on {Day(rotation!.Value)}: nothing would follow a new key in time";
        var mistake = new Mistake(
            $"{CustomerSettings.Project}:key.expires",
            $"{sentence}. Give a later date; a key '{key.Name}' that exists was not found ({reason})");
        throw new RunException(new SettingsException([mistake]).Message);
    }

    /// <returns>Why no key was found; null where there is one.</returns>
    private static async Task<string?> LookUpAsync(CustomerSettings settings)
    {
        var vault = settings.Store switch
        {
            KeyStore.NewVault wanted => wanted.Name,
            KeyStore.ExistingVault existing => existing.Name,
            _ => throw new InvalidOperationException("Only a vault has a key that this stack makes."),
        };
        try
        {
            await GetKey.InvokeAsync(
                new GetKeyArgs { ResourceGroupName = settings.ResourceGroup, VaultName = vault, KeyName = settings.Key.Name });
            return null;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // The provider has one kind of failure for all that it answers: whatever it was, no key has been seen.
            return failed.Message;
        }
    }

    private static string Day(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
