using System.CommandLine;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Key;

/// <summary><c>xtcmk key</c>: what Azure Resource Manager cannot do with a key, on the data plane of its vault or managed HSM.</summary>
internal static class KeyCommand
{
    /// <param name="surroundings">Null for the console.</param>
    public static Command Create(KeySurroundings? surroundings = null)
    {
        KeySurroundings Around() => surroundings ?? KeySurroundings.OfConsole();
        return new Command("key", "Look at a key's versions, rotate it, disable and enable versions, and grant a managed HSM's key.")
        {
            Status(Around), Rotate(Around), Disable(Around), Enable(Around), Grant(Around),
        };
    }

    private static Command Status(Func<KeySurroundings> around)
    {
        var format = new Option<string>("--format") { Description = "How to answer: text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var verb = new KeyVerb("status", "Show a key's versions, and when it makes new ones.", KeyRight.Read);
        return verb.Create(around, (run, parsed) => KeyStatus.RunAsync(run, parsed.GetValue(format)!), [format]);
    }

    private static Command Rotate(Func<KeySurroundings> around)
    {
        var verb = new KeyVerb("rotate", "Make a new version of a key.", KeyRight.Rotate) { IsChange = true };
        return verb.Create(around, (run, _) => KeyRotate.RunAsync(run));
    }

    private static Command Disable(Func<KeySurroundings> around)
    {
        const string what = "Disable one version of a key; or, without a version, all of them, which takes the customer's data offline.";
        var verb = new KeyVerb("disable", what, KeyRight.Update) { IsChange = true, Revokes = true };
        return verb.Create(around, (run, _) => KeyDisable.RunAsync(run));
    }

    private static Command Enable(Func<KeySurroundings> around)
    {
        const string what = "Enable a version of a key again: the newest, or the one that KEY-URI names.";
        var verb = new KeyVerb("enable", what, KeyRight.Update) { IsChange = true };
        return verb.Create(around, (run, _) => KeyEnable.RunAsync(run));
    }

    private static Command Grant(Func<KeySurroundings> around)
    {
        var principal = new Option<string>("--principal") { Description = "The object id of the vendor's service principal.", Required = true };
        var remove = new Option<bool>("--remove") { Description = "Take the grant away instead." };
        var verb = new KeyVerb("hsm-grant", "Let a service principal use a managed HSM's key, or no longer.", KeyRight.Grant)
        {
            IsChange = true,
            Check = HsmGrant.RequireHsm,
        };
        return verb.Create(
            around,
            (run, parsed) => ObjectId.Parse(parsed.GetValue(principal)!) is { Ok: true, Value: { } id }
                ? HsmGrant.RunAsync(run, id, parsed.GetValue(remove))
                : throw new BadInputException($"{ObjectId.Parse(parsed.GetValue(principal)!).Mistake}."),
            [principal, remove]);
    }
}
