using System.Text.Json;
using Pulumi;
using XtCmkInfra.Core;

namespace XtCmkInfra.CustomerStack;

internal static class VendorHandoff
{
    /// <summary>Reads the vendor's hand-over, from its stack or from the settings, and checks it.</summary>
    /// <exception cref="RunException">It is not there yet, or cannot be trusted; the message has a line for each mistake.</exception>
    public static async Task<IsvHandoff> ReadAsync(CustomerSettings settings)
    {
        if (settings.Vendor is Vendor.Inline inline)
            return inline.Handoff;

        var name = ((Vendor.Stack)settings.Vendor).Name;
        var output = await new StackReference(name).GetOutputDetailsAsync(IsvHandoff.OutputName);
        if ((output.Value ?? output.SecretValue) is not { } value)
        {
            throw new RunException(
                $"The vendor's stack {name} has no output '{IsvHandoff.OutputName}' yet: let the vendor run its phase 1 ('pulumi up') first, "
                + "or paste its hand-over as vendor.handoff.");
        }

        var mistakes = new List<Mistake>();
        var reader = SettingsReader.Of($"{name} output {IsvHandoff.OutputName}", JsonSerializer.SerializeToElement(value), mistakes);
        var handoff = IsvHandoff.Read(reader);
        if (handoff is not null)
        {
            Vendor.Check(reader, handoff, settings.Cloud, settings.TenantId);
            if (settings.CryptoOfficers.Any(officer => officer.ObjectId.Value == handoff.ApplicationId.Value))
                reader.Refuse("applicationId", $"is {handoff.ApplicationId}, which {CustomerSettings.Project}:cryptoOfficers names as a person");
        }

        return mistakes.Count == 0 ? handoff! : throw new RunException(new SettingsException(mistakes).Message);
    }
}
