using System.CommandLine;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Key;

/// <summary><c>xtcmk key</c>: what Azure Resource Manager cannot do with a key, on the data plane of its vault or managed HSM.</summary>
internal static class KeyCommand
{
    public static Command Create(CommandContext context) =>
        new("key", "Show, rotate, disable and enable the versions of a key, and grant access to a managed HSM's key.")
        {
            Status(context), Rotate(context), Disable(context), Enable(context), Grant(context),
        };

    private static Command Status(CommandContext context)
    {
        var format = Options.Format("The form of the output: text or json.", "text", "json");
        var verb = new KeyVerb("status", "Show the versions of a key and its rotation policy.", KeyRight.Read);
        return verb.Create(context, (run, parsed) => KeyStatus.RunAsync(run, parsed.GetValue(format)!), [format]);
    }

    private static Command Rotate(CommandContext context)
    {
        var verb = new KeyVerb("rotate", "Create a new version of a key.", KeyRight.Rotate) { IsChange = true };
        return verb.Create(context, (run, _) => KeyRotate.RunAsync(run));
    }

    private static Command Disable(CommandContext context)
    {
        const string what = "Disable one version of a key or, without a version, all of them, which takes the customer's data offline.";
        var verb = new KeyVerb("disable", what, KeyRight.Update) { IsChange = true, Revokes = true };
        return verb.Create(context, (run, _) => KeyDisable.RunAsync(run));
    }

    private static Command Enable(CommandContext context)
    {
        const string what = "Enable one version of a key or, without a version, the versions that were disabled together.";
        var verb = new KeyVerb("enable", what, KeyRight.Update) { IsChange = true };
        return verb.Create(context, (run, _) => KeyEnable.RunAsync(run));
    }

    private static Command Grant(CommandContext context)
    {
        var principal = new Option<string?>("--principal")
        {
            Description = "The object id of the vendor's service principal.",
            Required = true,
        };
        var remove = new Option<bool>("--remove") { Description = "Revoke the grant instead." };
        var verb = new KeyVerb("hsm-grant", "Grant a service principal access to a managed HSM's key, or revoke it.", KeyRight.Grant)
        {
            IsChange = true,
            Check = HsmGrant.RequireHsm,
        };
        return verb.Create(
            context,
            (run, parsed) => HsmGrant.RunAsync(run, parsed.Read(principal, ObjectId.Parse)!, parsed.GetValue(remove)),
            [principal, remove]);
    }
}
