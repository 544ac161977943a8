using FsCheck;
using FsCheck.Fluent;

namespace XtCmkInfra.Tests.Stacks.Fleet;

/// <summary>A random sequence, which prints as its operations.</summary>
internal sealed record Sequence(IReadOnlyList<Operation> Operations)
{
    private const int Length = 30;

    /// <summary>
    /// What mends is likelier than what breaks, since one broken link is enough; runs of the programs cost most and are a ninth.
    /// </summary>
    private static readonly (int Weight, Act[] Acts)[] Weights =
    [
        (18, [Act.WriteBlob]),
        (14, [Act.WaitHours, Act.WaitDays, Act.RotateKey, Act.EnableVersion]),
        (10, [Act.RecoverKey, Act.MendSubject, Act.EnablePrincipal, Act.MakeMultitenant, Act.LetTrustedServicesIn]),
        (5, [Act.DisableVersion, Act.DeleteKey, Act.SpoilSubject, Act.DisablePrincipal, Act.MakeSingleTenant, Act.ShutTrustedServicesOut]),
        (2, [Act.RemoveGrant, Act.SwitchAccountToMicrosoft]),
        (1,
        [
            Act.Revoke, Act.ChangeKey, Act.SetFirewall, Act.Pin, Act.Unpin, Act.UseMicrosoftManaged, Act.ChangeIdentity, Act.SetTag,
            Act.AddIdentity,
        ]),
        (2, [Act.Grant, Act.UseCustomerManaged, Act.RefreshCustomer, Act.RefreshVendor, Act.RefreshIdentities]),
    ];

    public static Arbitrary<Sequence> Arbitrary { get; } = Arb.From(
        Gen.ListOf(Operation(), Length).Select(operations => new Sequence([.. operations])), Shorter);

    public override string ToString() => $"{Operations.Count} operations: {string.Join(", ", Operations)}";

    private static Gen<Operation> Operation() =>
        from act in Gen.Frequency(Weights.SelectMany(entry => entry.Acts.Select(act => (entry.Weight, Gen.Constant(act)))))
        from who in Gen.Choose(0, 1)
        from choice in Gen.Choose(0, 11)
        select new Operation(act, who, choice);

    /// <summary>Without a half, a quarter … one operation: what is left in the end needs every one of its operations.</summary>
    private static IEnumerable<Sequence> Shorter(Sequence sequence)
    {
        var all = sequence.Operations;
        for (var size = all.Count / 2; size > 0; size /= 2)
        {
            for (var start = 0; start + size <= all.Count; start += size)
                yield return new Sequence([.. all.Take(start), .. all.Skip(start + size)]);
        }
    }
}
