using Pulumi;
using XtCmkInfra.CustomerStack;
using XtCmkInfra.VendorStack;

namespace XtCmkInfra.Tests.Stacks.Settings;

/// <summary>Reads settings that are right but for what a test changes.</summary>
internal static class Reading
{
    public const string ManagedHsm = """{"keyUri":"https://hsm-fabrikam.managedhsm.azure.net/keys/cmk"}""";

    /// <summary>The settings of a customer whose key is in a managed HSM.</summary>
    public static readonly (string, string?)[] InManagedHsm =
        [("vault", "{}"), ("key", "{}"), ("location", ""), ("resourceGroup", ""), ("managedHsm", ManagedHsm)];

    public static CustomerSettings ReadCustomer(params (string Name, string? Value)[] changes) =>
        CustomerSettings.Read(TestSettings.Customer(changes));

    public static VendorSettings ReadVendor(params (string Name, string? Value)[] changes) =>
        VendorSettings.Read(TestSettings.Vendor(changes), () => throw new InvalidOperationException());

    /// <returns>The lines of the mistakes, without the heading.</returns>
    public static string[] CustomersMistakes(params (string Name, string? Value)[] changes) => Lines(() => ReadCustomer(changes));

    /// <returns>The lines of the mistakes, without the heading.</returns>
    public static string[] VendorsMistakes(params (string Name, string? Value)[] changes) => Lines(() => ReadVendor(changes));

    public static string EntryMistake(string more = "", string account = TestSettings.Account) =>
        Assert.Single(VendorsMistakes(("customers", TestSettings.Entry(more, account))));

    private static string[] Lines(Action read) => Assert.Throws<RunException>(read).Message.Split('\n')[1..];
}
