namespace XtCmkInfra.Tests.Cli.Stories;

/// <summary>Every capability of docs/operate.md, whose table of them is made from this list.</summary>
internal static partial class Capabilities
{
    private const string Application = "b7a9c3d1-0e2f-4a5b-8c6d-7e8f90a1b2c3";
    private const string Principal = "0f0e0d0c-0b0a-4908-8706-050403020100";
    private const string Vendor = "1a6ed8f2-5c0b-4b0e-9d7a-6f2f3c1d0a11";
    private const string Customer = "9c4b7e30-1f5d-4a86-b2c9-0e8d7f6a5b43";
    private const string Key = "https://kv-fabrikam-cmk.vault.azure.net/keys/contoso-data";

    /// <summary>The steps of a story in which the account never uses the customer's key.</summary>
    private static readonly string[] OfKeyInUse =
        ["rotate", "early-disable", "revoke", "restore", "grant-removed", "wrong-subject", "change-key"];

    /// <summary>Those of a story in which there is no account at first.</summary>
    private static readonly string[] OfAccount = [.. OfKeyInUse, "write-read", "microsoft-managed", "customer-managed"];

    public static IReadOnlyList<Capability> All => field ??= [.. OfVendor(), .. OfCustomer()];
}
