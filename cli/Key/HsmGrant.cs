using System.Security.Cryptography;
using System.Text;
using XtCmkInfra.Azure;
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
                $"{key} is in a key vault, not in a managed HSM. The customer's program grants and revokes access there "
                    + "(access: granted, revoked).");
        }
    }

    /// <exception cref="BadInputException">It is not confirmed, or another assignment still lets the principal use the key.</exception>
    public static async Task<int> RunAsync(KeyRun run, ObjectId principal, bool remove)
    {
        var assignments = await run.Client.GetHsmAssignmentsAsync(run.Cancellation);
        IReadOnlyList<HsmAssignment> held = [.. assignments.Where(one => IsOf(one, principal) && Roles.Of(one.DefinitionId) == Role)];
        await (remove ? RemoveAsync(run, principal, held) : AddAsync(run, principal, held));
        return ExitCode.Clean;
    }

    /// <summary>The name follows from what the assignment says, so that two runs at once cannot make two.</summary>
    internal static string NameOf(KeyUri key, ObjectId principal)
    {
        var text = $"{key.WithoutVersion.ToString().ToLowerInvariant()}|{principal}|{Role.DefinitionName}";
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString();
    }

    private static async Task AddAsync(KeyRun run, ObjectId principal, IReadOnlyList<HsmAssignment> held)
    {
        if (held.Count > 0)
        {
            await run.Out.WriteLineAsync($"{principal} already has {At(run)}; nothing was changed.");
            return;
        }

        await run.Prompt.RequireAsync($"Grant {At(run)} to {principal}? Its accounts can use the key.");
        await run.ChangeAsync(run.Client.PutHsmAssignmentAsync(NameOf(run.Key, principal), Role, principal, run.Cancellation));
        await run.Out.WriteLineAsync($"{principal} now has {At(run)}. To undo this:\n  {Line(run, principal)} --remove");
    }

    private static async Task RemoveAsync(KeyRun run, ObjectId principal, IReadOnlyList<HsmAssignment> held)
    {
        if (held.Count > 0)
            await run.Prompt.RequireAsync($"Remove {At(run)} from {principal}? Its accounts with this key go offline.");
        foreach (var assignment in held)
        {
            run.Unfinished = $"Access continues: {principal} still has {At(run)}.";
            await run.ChangeAsync(run.Client.DeleteHsmAssignmentAsync(assignment.Name, Role, principal, run.Cancellation));
        }

        await run.Out.WriteLineAsync(held.Count == 0
            ? $"{principal} does not have {At(run)}; nothing was changed."
            : $"{principal} no longer has {At(run)}. To undo this:\n  {Line(run, principal)}{run.Agreed}");

        // The same role at /keys or /, or another that permits as much, lets it in as before.
        run.Unfinished = $"Whether another role still lets {principal} use the key is not known.";
        var all = await run.Client.GetHsmAssignmentsThatReachAsync(run.Cancellation);
        var others = all.Where(one => IsOf(one, principal) && CanUse(one)).ToList();
        run.Unfinished = null;
        if (others.Count > 0)
        {
            throw new BadInputException(
                $"Access continues: {principal} has {string.Join(", ", others.Select(one => $"{one.Grant.RoleText} at {one.Scope}"))} of "
                    + $"{run.Key.VaultUri}. hsm-grant deletes the role on the key alone; "
                    + "'az keyvault role assignment delete' deletes the others.");
        }
    }

    private static bool IsOf(HsmAssignment assignment, ObjectId principal) => ObjectId.Parse(assignment.PrincipalId).Value == principal;

    /// <summary>Whether it permits what gives the data: to unwrap, or the same by another name.</summary>
    private static bool CanUse(HsmAssignment assignment) =>
        (assignment.Grant.Rights & (KeyRights.Unwrap | KeyRights.Decrypt | KeyRights.Extract | KeyRights.Unclear)) != KeyRights.None;

    private static string At(KeyRun run) => $"{Role} at {run.Client.HsmScope} of {run.Key.VaultUri}";

    private static string Line(KeyRun run, ObjectId principal) =>
        run.Line("hsm-grant", run.Key.WithoutVersion.ToString(), $"--principal {principal}");
}
