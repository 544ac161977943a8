using System.Text.Json;
using Pulumi;
using XtCmkInfra.Core;

namespace XtCmkInfra.CustomerStack;

internal static class VendorHandoff
{
    /// <summary>Reads the vendor's hand-over, from its stack or from the settings, and checks it.</summary>
    /// <returns>Null while the vendor's stack has none.</returns>
    /// <exception cref="RunException">It cannot be trusted; the message has a line for each mistake.</exception>
    public static async Task<IsvHandoff?> ReadAsync(CustomerSettings settings)
    {
        if (settings.Vendor is Vendor.Inline inline)
            return inline.Handoff;

        var name = ((Vendor.Stack)settings.Vendor).Name;
        var output = await new StackReference(name).GetOutputDetailsAsync(IsvHandoff.OutputName);
        if ((output.Value ?? output.SecretValue) is not { } value)
            return null;

        var mistakes = new List<Mistake>();
        var reader = SettingsReader.Of($"{name} output {IsvHandoff.OutputName}", JsonSerializer.SerializeToElement(value), mistakes);
        var handoff = IsvHandoff.Read(reader);
        if (handoff is not null)
            Vendor.Check(reader, handoff, settings.Cloud, settings.TenantId);
        return mistakes.Count == 0 ? handoff! : throw new RunException(new SettingsException(mistakes).Message);
    }
}
