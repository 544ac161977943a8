namespace XtCmkInfra.Tests.Stacks.Fleet;

/// <summary>What somebody does, or time does, in a random sequence.</summary>
internal enum Act
{
    WriteBlob,
    WaitHours,
    WaitDays,

    // In the customer's vault, by its operator.
    RotateKey,
    DisableVersion,
    EnableVersion,
    DeleteKey,
    RecoverKey,

    // In the portal, behind the programs' back.
    SpoilSubject,
    MendSubject,
    RemoveGrant,
    DisablePrincipal,
    EnablePrincipal,
    MakeSingleTenant,
    MakeMultitenant,
    ShutTrustedServicesOut,
    LetTrustedServicesIn,
    SwitchAccountToMicrosoft,

    // Runs of the customer's program.
    Revoke,
    Grant,
    ChangeKey,
    SetFirewall,
    RefreshCustomer,

    // Runs of the vendor's program.
    Pin,
    Unpin,
    UseMicrosoftManaged,
    UseCustomerManaged,
    ChangeIdentity,
    SetTag,
    RefreshVendor,
    AddIdentity,
    RefreshIdentities,
}

/// <param name="Who">Which of the customers.</param>
/// <param name="Choice">Which version, key, identity or span, taken modulo how many there are.</param>
internal sealed record Operation(Act Act, int Who, int Choice)
{
    public override string ToString() => $"{Act}({Who}, {Choice})";
}
