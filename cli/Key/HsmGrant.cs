using System.Security.Cryptography;
using System.Text;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Key;

/// <summary>
/// <c>xtcmk key hsm-grant</c>: the local role assignment of a managed HSM on one key, which neither ARM nor Pulumi's Azure provider
/// reaches. Running it again changes nothing.
/// </summary>
internal static class HsmGrant
{
    private static readonly Role Role = Roles.ManagedHsmCryptoServiceEncryptionUser;

    /// <exception cref="BadInputException">The key is in a vault.</exception>
    public static void RequireHsm(KeyUri key)
    {
        if (!key.IsManagedHsm)
        {
            throw new BadInputException(
                $"{key} is in a key vault, whose roles are Azure's own: the customer's program gives and takes them (access: granted, revoked).");
        }
    }

    /// <exception cref="BadInputException">It is not wanted.</exception>
    public static async Task<int> RunAsync(KeyRun run, ObjectId principal, bool remove)
    {
        var at = $"{Role} at {run.Client.HsmScope} of {run.Key.VaultUri}";
        var assignments = await run.Client.GetHsmAssignmentsAsync(run.Cancellation);
        IReadOnlyList<string> held =
        [
            .. assignments.Where(one => Roles.Of(one.DefinitionId) == Role && ObjectId.Parse(one.PrincipalId).Value == principal).Select(one => one.Name),
        ];
        if (held.Count > 0 == !remove)
        {
            await run.Out.WriteLineAsync($"{principal} {(remove ? "does not have" : "already has")} {at}; nothing was changed.");
            return ExitCode.Clean;
        }

        if (remove)
        {
            await run.Prompt.RequireAsync($"{principal} loses {at}; its accounts with this key go offline.");
            foreach (var name in held)
                await run.ChangeAsync(run.Client.DeleteHsmAssignmentAsync(name, run.Cancellation));
        }
        else
        {
            await run.Prompt.RequireAsync($"{principal} gets {at}.");
            await run.ChangeAsync(run.Client.PutHsmAssignmentAsync(NameOf(run.Key, principal), Role, principal, run.Cancellation));
        }

        var undo = run.Line("hsm-grant", run.Key.WithoutVersion.ToString(), [$"--principal {principal}", .. remove ? Array.Empty<string>() : ["--remove"]]);
        await run.Out.WriteLineAsync($"{principal} {(remove ? "no longer has" : "now has")} {at}. To undo that:\n  {undo}");
        return ExitCode.Clean;
    }

    /// <summary>The name follows from what the assignment says, so that two runs at once cannot make two.</summary>
    internal static string NameOf(KeyUri key, ObjectId principal)
    {
        var text = $"{key.WithoutVersion.ToString().ToLowerInvariant()}|{principal}|{Role.DefinitionName}";
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString();
    }
}
