using Pulumi;
using XtCmkInfra.VendorStack;
using static XtCmkInfra.Tests.Stacks.TestSettings;

namespace XtCmkInfra.Tests.Stacks;

public sealed class WhenCustomersHaveFilesOfTheirOwn : IDisposable
{
    private const string Good = $"tenantId: {CustomerTenant}\naccount:\n  name: stcontosofabrikam\n";
    private readonly string _outer = Directory.CreateTempSubdirectory("xtcmk-").FullName;
    private readonly string _project;

    public WhenCustomersHaveFilesOfTheirOwn()
    {
        _project = Directory.CreateDirectory(Path.Combine(_outer, "project")).FullName;
        Directory.CreateDirectory(Path.Combine(_project, "customers"));
    }

    public void Dispose() => Directory.Delete(_outer, recursive: true);

    [Fact]
    public void A_file_is_an_entry_by_the_name_of_the_file()
    {
        Write("fabrikam.yaml", Good + "encryption: microsoft-managed\n");

        var customer = Assert.Single(Read().Customers);

        Assert.Equal(("fabrikam", "stcontosofabrikam"), (customer.Name, customer.Account.Name));
        Assert.IsType<EncryptionSettings.MicrosoftManaged>(customer.Encryption);
    }

    [Fact]
    public void Files_follow_the_list_in_the_ordinal_order_of_their_names()
    {
        foreach (var name in (string[])["b", "a-1", "a"])
            Write(
                $"{name}.yaml",
                Good.Replace("stcontosofabrikam", $"st{name.Replace("-", "", StringComparison.Ordinal)}a", StringComparison.Ordinal));
        Write("README.md", "One file a customer.");
        Write(".gitkeep", "");

        Assert.Equal(["z", "a-1", "a", "b"], Read(("customers", Entry(name: "z"))).Customers.Select(customer => customer.Name));
    }

    [Fact]
    public void An_anchor_and_a_merge_key_are_as_in_the_stacks_file()
    {
        Write("fabrikam.yaml", $"""
            tenantId: {CustomerTenant}
            account: &account
              <<: [name: stcontosofabrikam, sku: Standard_GRS]
              location: null
            """);

        Assert.Equal(
            ("stcontosofabrikam", "Standard_GRS", null),
            Read().Customers[0].Account is var account ? (account.Name, account.Sku, account.Location) : default);
    }

    [Fact]
    public void The_folder_may_be_deeper_and_a_link_may_lead_to_it()
    {
        Directory.CreateDirectory(Path.Combine(_project, "customers", "emea"));
        Write("emea/fabrikam.yaml", Good);
        Directory.CreateSymbolicLink(Path.Combine(_project, "linked"), Path.Combine(_project, "customers", "emea"));

        Assert.Single(Read("customers/emea").Customers);
        Assert.Single(Read("linked").Customers);
    }

    [Fact]
    public void Every_mistake_of_every_file_is_reported_with_file_line_and_path()
    {
        Write(
            "fabrikam.yaml",
            $"# Fabrikam\nname: fabrikam\ntenantId: {CustomerTenant}\naccount:\n  name: st_contoso\n  services:\n    - blob\n    - fax\n");
        Write("northwind.yaml", "account:\n  name: stnorthwind\n  skew: Standard_LRS\n");

        var message = Refusal();

        Assert.StartsWith("4 settings are wrong:", message, StringComparison.Ordinal);
        Assert.Contains("\n  customers/fabrikam.yaml(5): account.name: 'st_contoso' is not a storage account name", message);
        Assert.Contains("\n  customers/fabrikam.yaml(8): account.services[1]: 'fax' must be one of blob", message);
        Assert.Contains("\n  customers/northwind.yaml(1): tenantId: is missing", message);
        Assert.Contains("\n  customers/northwind.yaml(3): account.skew: is not a setting", message);
    }

    [Theory]
    [InlineData(
        "fabrikam.yaml", "name: northwind\n" + Good, "customers/fabrikam.yaml(1): name: 'northwind' is not the file's name 'fabrikam'")]
    [InlineData("fabrikam.yaml", "", "customers/fabrikam.yaml: must be one YAML document with the fields of a customer")]
    [InlineData("fabrikam.yaml", "- a\n- b\n", "customers/fabrikam.yaml: must be one YAML document with the fields of a customer")]
    [InlineData("fabrikam.yaml", "account: {\n", "customers/fabrikam.yaml(2,1): ")]
    [InlineData("fabrikam.yaml", Good + Good, "customers/fabrikam.yaml(4,1): 'tenantId' is given twice")]
    [InlineData("fabrikam.yaml", "account: &a\n  name: *a\n", "customers/fabrikam.yaml(2,9): the anchor 'a' contains itself")]
    [InlineData("fabrikam.yaml", "? [a]\n: b\n", "customers/fabrikam.yaml(1,3): a name must be text")]
    [InlineData("Fabrikam.yaml", Good, "customers/Fabrikam.yaml: is named after no customer: 'Fabrikam' is not a customer's name")]
    [InlineData("fabrikam.yml", Good, "customers/fabrikam.yml: is not read: name it fabrikam.yaml")]
    [InlineData("fabrikam.YAML", Good, "customers/fabrikam.YAML: is not read: name it fabrikam.yaml")]
    [InlineData("fabrikam.json", "{}", "customers/fabrikam.json: is not read")]
    [InlineData("emea/fabrikam.yaml", Good, "customers/emea: is a folder: every customer's file stands in the folder itself")]
    public void A_file_that_is_no_customers_is_refused(string file, string text, string sentence)
    {
        Directory.CreateDirectory(Path.Combine(_project, "customers", "emea"));
        if (!file.StartsWith("emea", StringComparison.Ordinal))
            Directory.Delete(Path.Combine(_project, "customers", "emea"));
        Write(file, text);

        Assert.Contains(sentence, Refusal());
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        File.WriteAllBytes(Path.Combine(_project, "customers", "fabrikam.yaml"), [0x61, 0x3a, 0x20, 0xff]);

        Assert.Contains("customers/fabrikam.yaml: cannot be read", Refusal());
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        Write("fabrikam.yaml", "account: " + new string('[', 5_000));

        Assert.Contains("is nested more than 1000 levels deep", Refusal());
    }

    [Theory]
    [InlineData("../customers")]
    [InlineData("customers/../../customers")]
    [InlineData("/customers")]
    [InlineData("C:/customers")]
    [InlineData("customers\\emea")]
    [InlineData("./customers")]
    [InlineData("customers/")]
    [InlineData(".")]
    public void A_path_that_is_not_below_the_projects_is_refused(string folder) =>
        Assert.Contains($"customersFolder: '{folder}' must name a folder below the one of Pulumi.yaml", Refusal(folder));

    [Fact]
    public void A_folder_that_is_not_there_is_refused() =>
        Assert.Contains("xtcmk-isv:customersFolder: 'clients' is not a folder beside Pulumi.yaml", Refusal("clients"));

    [Fact]
    public void Links_that_lead_out_of_the_project_are_refused()
    {
        var outside = Directory.CreateDirectory(Path.Combine(_outer, "project-2")).FullName;
        File.WriteAllText(Path.Combine(outside, "fabrikam.yaml"), Good);
        File.CreateSymbolicLink(Path.Combine(_project, "customers", "fabrikam.yaml"), "../../project-2/fabrikam.yaml");
        Directory.CreateSymbolicLink(Path.Combine(_project, "linked"), outside);
        File.CreateSymbolicLink(Path.Combine(_project, "around"), Path.Combine(_project, "around"));

        Assert.Contains("customers/fabrikam.yaml: leads out of the project by a symbolic link", Refusal());
        Assert.Contains("xtcmk-isv:customersFolder: 'linked' leads out of the project by a symbolic link", Refusal("linked"));
        Assert.Contains("xtcmk-isv:customersFolder: 'around' is not a folder", Refusal("around"));
    }

    [Fact]
    public void A_customer_in_the_list_and_in_a_file_is_refused()
    {
        Write("fabrikam.yaml", Good);

        Assert.Contains("names 'fabrikam' in 2 entries", Assert.Throws<RunException>(() => Read(("customers", Entry()))).Message);
    }

    [Fact]
    public void Without_a_word_of_where_the_project_is_the_engine_is_too_old() => Assert.Contains(
        "xtcmk-isv:customersFolder: cannot be read: this Pulumi CLI does not report the project's folder",
        Assert.Throws<RunException>(
            () => VendorSettings.Read(Vendor(("customersFolder", "customers")), () => throw new InvalidOperationException())).Message);

    private string Refusal(string folder = "customers") => Assert.Throws<RunException>(() => Read(folder)).Message;

    private VendorSettings Read(string folder) => Read(("customersFolder", folder));

    private VendorSettings Read(params (string Name, string? Value)[] changes) =>
        VendorSettings.Read(Vendor([("customers", null), ("customersFolder", "customers"), .. changes]), () => _project);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_project, "customers", file), text);
}
