using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.CustomerStack;
using XtCmkInfra.Simulator.Stacks;
using XtCmkInfra.VendorStack;

namespace XtCmkInfra.Cli.Try;

/// <summary>The settings of both stacks, and what they ask of the story: whose it is, and which steps belong to it.</summary>
internal sealed class StorySettings
{
    private StorySettings(CommandContext context, ProjectFiles vendorFiles, ProjectFiles customerFiles)
    {
        (VendorFiles, CustomerFiles) = (vendorFiles, customerFiles);
        Vendor = VendorSettings.Read(vendorFiles.Settings, () => vendorFiles.Directory!);
        Customer = CustomerSettings.Read(customerFiles.Settings);
        Entry = FindEntry();
        Entries = ReadEntries();
        Key = NamesKey ? ReadKey() : null;
        IdentityFiles = Vendor.Phase1 is Phase1.InStack { Stack: var stack } ? FindIdentityFiles(context, stack.Split('/')[^1]) : null;
        Phase1 = (Phase1.Here)(IdentityFiles is { } files ? VendorSettings.Read(files.Settings, () => files.Directory!) : Vendor).Phase1;
        CheckStacks();
    }

    public ProjectFiles VendorFiles { get; }

    public ProjectFiles CustomerFiles { get; }

    /// <summary>The vendor's stack that makes the application and the identities; null where that is the vendor's stack itself.</summary>
    public ProjectFiles? IdentityFiles { get; }

    public VendorSettings Vendor { get; }

    public CustomerSettings Customer { get; }

    /// <summary>The application and the identities that all customers share, by whichever stack.</summary>
    public Phase1.Here Phase1 { get; }

    /// <summary>The vendor's entry of the customer.</summary>
    public CustomerEntry Entry { get; }

    /// <summary>Every entry as it is written, those with files of their own among them.</summary>
    public IReadOnlyList<JsonObject> Entries { get; }

    public bool IsHsm => Customer.KeyHome is KeyHomeSettings.ManagedHsm;

    public bool IsMicrosoftManaged => Entry.Encryption is EncryptionSettings.MicrosoftManaged;

    /// <summary>Where the key comes from, also where the entry only prepares it; null where it does not say.</summary>
    public EncryptionSettings.CustomerManaged? Key { get; }

    /// <summary>The key that the vendor's own settings hold, pasted or by its URI; null where they name the customer's stack.</summary>
    public HandoffKey? PastedKey => Key?.Source is KeySource.Inline { Handoff: var key } ? key : null;

    /// <summary>Whether the entry says where the key comes from.</summary>
    private bool NamesKey => WrittenEntry["key"] is JsonObject { Count: > 0 };

    public JsonObject WrittenEntry => Entries.Single(entry => NameOf(entry) == Entry.Name);

    /// <summary>Whether an account is taken over that is in the group that the vendor's stack itself makes.</summary>
    public bool TakesOverFromOwnGroup => Vendor.Customers.Any(entry => entry.Account.ImportId is { } id && IsInOwnGroup(id));

    /// <summary>Why no account uses the customer's key with these settings, as the end of a sentence; null where one does.</summary>
    public string? WhyNoKeyInUse => this switch
    {
        { IsMicrosoftManaged: true } => "the account has Microsoft's key (encryption: microsoft-managed)",
        { Key: null } => $"{Entry.Name} is awaiting its key, since its entry names none",
        { Customer.Granted: false } => "there is no account while access is revoked",
        _ => null,
    };

    /// <param name="context">Gets warnings.</param>
    /// <exception cref="ProgramException">Settings are wrong; the message has the mistakes of both stacks.</exception>
    /// <exception cref="BadInputException">The two stacks have nothing to do with each other.</exception>
    public static StorySettings Read(CommandContext context, ProjectFiles vendor, ProjectFiles customer)
    {
        Projects.Check(vendor, customer);
        return new StorySettings(context, vendor, customer);
    }

    public static string NameOf(JsonObject entry) => entry["name"]!.ToString();

    public static string FullName(ProjectFiles stack) => $"{SimulatedStack.Organization}/{stack.Name}/{stack.Stack}";

    /// <param name="id">The ARM resource id of an account.</param>
    public bool IsInOwnGroup(string id) => id.Split('/')[4].Equals(Vendor.ResourceGroup, StringComparison.OrdinalIgnoreCase);

    private CustomerEntry FindEntry()
    {
        var own = Vendor.Customers.Where(entry => entry.TenantId == Customer.TenantId).ToList();
        var named = (Customer.Vendor as CustomerStack.Vendor.Stack)?.Customer;
        return own.Find(entry => entry.Name == named)
            ?? own.Find(entry => StackOf(entry) == FullName(CustomerFiles))
            ?? own.FirstOrDefault()
            ?? throw new BadInputException(
                $"No entry of xtcmk-isv:customers has the tenant {Customer.TenantId} of the customer's stack, so there is no story: "
                + "give one of them that tenantId.");
    }

    /// <summary>The stack from which an entry takes its key; null where it takes it from elsewhere.</summary>
    private static string? StackOf(CustomerEntry entry) =>
        ((entry.Encryption as EncryptionSettings.CustomerManaged)?.Source as KeySource.Stack)?.Name;

    private List<JsonObject> ReadEntries()
    {
        var reader = SettingsReader.Of(VendorFiles.Name, VendorFiles.Settings, []);
        var list = JsonNode.Parse(VendorFiles.Settings[VendorFiles.Name, "customers"] is { Length: > 0 } text ? text : "[]");
        return
        [
            .. ((JsonArray)list!).Select(entry => (JsonObject)entry!.DeepClone()),
            .. CustomersFolder.Read(reader, () => VendorFiles.Directory!, []).Entries.Select(entry => (JsonObject)entry.DeepClone()),
        ];
    }

    /// <summary>The entry's key as it would be read without the word that the account has Microsoft's.</summary>
    private EncryptionSettings.CustomerManaged? ReadKey()
    {
        JsonArray entries = [.. Entries.Select(entry => entry.DeepClone())];
        foreach (var entry in entries)
            entry!.AsObject().Remove("encryption");
        var files = VendorFiles.With(("xtcmk-isv:customers", entries.ToJsonString()), ($"xtcmk-isv:{CustomersFolder.Setting}", null));
        var read = VendorSettings.Read(files.Settings, () => files.Directory!);
        return read.Customers.Single(entry => entry.Name == Entry.Name).Encryption as EncryptionSettings.CustomerManaged;
    }

    /// <summary>The stack's own file or, where there is none, what it must be like for these customers.</summary>
    private ProjectFiles FindIdentityFiles(CommandContext context, string stack)
    {
        if (VendorFiles.Directory is { } folder && File.Exists(Path.Combine(folder, $"Pulumi.{stack}.yaml")))
            return Projects.Read(context, folder, stack);
        var named = Vendor.Customers.Select(entry => entry.Identity).Append(Vendor.DefaultIdentity).OfType<string>().Distinct();
        JsonArray names = [.. named.DefaultIfEmpty("id-shared").Select(name => (JsonNode)name)];
        return VendorFiles.As(stack).With(
            ("xtcmk-isv:identityStack", null),
            ("xtcmk-isv:customers", null),
            ("xtcmk-isv:customersFolder", null),
            ("xtcmk-isv:resourceGroup", $"{Vendor.ResourceGroup}-{stack}"),
            ("xtcmk-isv:application", """{"displayName":"Shared application"}"""),
            ("xtcmk-isv:identities", names.ToJsonString()));
    }

    /// <summary>What a stack refers to is what the story is about, or nothing that the other stack does would ever arrive.</summary>
    private void CheckStacks()
    {
        var (vendor, customer) = (FullName(VendorFiles), FullName(CustomerFiles));
        var mistakes = new List<string>();
        var ofVendor = new[] { VendorFiles, IdentityFiles }.OfType<ProjectFiles>().Select(FullName);
        if (Customer.Vendor is CustomerStack.Vendor.Stack { Name: var named } && !ofVendor.Contains(named))
            mistakes.Add($"xtcmk-customer:vendor.stack is {named}, but the vendor's stack of this story is {vendor}.");
        if (StackOf(Entry) is { } key && key != customer)
            mistakes.Add($"xtcmk-isv:customers ({Entry.Name}) key.stack is {key}, but the customer's stack of this story is {customer}.");
        if (Vendor.Phase1 is Phase1.InStack { Stack: var identity } && identity != FullName(IdentityFiles!))
            mistakes.Add($"xtcmk-isv:identityStack is {identity}, but a stack of this story would be {FullName(IdentityFiles!)}.");
        if (mistakes.Count > 0)
            throw new BadInputException(string.Join("\n", mistakes));
    }
}
