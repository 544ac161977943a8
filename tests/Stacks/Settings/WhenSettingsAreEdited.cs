using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Pulumi;
using XtCmkInfra.Core;
using XtCmkInfra.VendorStack;

namespace XtCmkInfra.Tests.Stacks.Settings;

/// <summary>
/// The schemas that editors take of both settings files: made from what the readers ask for, and held against what they accept.
/// </summary>
public sealed class WhenSettingsAreEdited
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string FirstRecord = $$"""
        {"schema":"xtcmk/customer/1","tenantId":"{{TestSettings.CustomerTenant}}","keyUri":"{{TestSettings.Key}}",
        "servicePrincipalObjectId":"{{TestSettings.Officer}}"}
        """;

    /// <summary>Settings that are right, and together have every setting that there is.</summary>
    private static readonly (string, string?)[][] VendorSamples =
    [
        [],
        [("cloud", "public"), ("tags", """{"team":"data"}"""), ("application", $$"""{"clientId":"{{TestSettings.ApplicationId}}"}""")],
        [("identities", """["id-one","id-two"]"""), ("defaultIdentity", "id-two")],
        [("application", null), ("identities", null), ("identityStack", "organization/xtcmk-isv/identities")],
        [("customers", TestSettings.Entry(
            ""","encryption":"microsoft-managed","identity":"id-contoso-storage","application":{"displayName":"Own"} """))],
        [("customers", TestSettings.Entry($$""","key":{"handoff":{{TestSettings.CustomersRecord}}}"""))],
        [("customers", TestSettings.Entry($$""","key":{"handoff":{{FirstRecord}}}"""))],
        [("customers", TestSettings.Entry(
            $$""","key":{"uri":"{{TestSettings.Key}}/{{TestSettings.Version}}","version":"pinned","applicationId":"{{TestSettings.ApplicationId}}"}"""))],
        [("customers", TestSettings.Entry(""","key":{"stack":"organization/xtcmk-customer/dev"}""", """
            {"name":"stcontosofabrikam","kind":"StorageV2","sku":"Standard_LRS","services":["blob","queue"],"infrastructureEncryption":true,
            "publicNetworkAccess":"selected","ipRules":["203.0.113.7"],"sharedKeyAccess":true,"location":"northeurope","resourceGroup":"rg-other"}
            """))],
    ];

    private static readonly (string, string?)[][] CustomerSamples =
    [
        [],
        [("vendor", """{"stack":"organization/xtcmk-isv/dev","customer":"fabrikam"}"""), ("cloud", "public"),
            ("servicePrincipal", "existing")],
        [("key", """
            {"name":"contoso-data","type":"RSA","size":"4096","expires":"2030-12-31",
            "rotation":{"rotateAfter":"P90D","expireAfter":"P1Y","notifyBefore":"P30D"}}
            """)],
        [("vault", """
            {"name":"kv-fabrikam-cmk","sku":"premium","retentionDays":"30","accessModel":"access-policies",
            "firewall":{"defaultAction":"deny","ipRules":["203.0.113.7"],"publicNetworkAccess":true}}
            """)],
        [("location", null), ("vault", """{"name":"kv-fabrikam-cmk","existing":true}""")],
        [
            ("tags", """{"team":"data"}"""), ("formerKeys", """["old"]"""), ("cryptoOfficers", $"""["{TestSettings.Officer}"]"""),
            ("access", "revoked"),
        ],
        [("formerApplications", """["d7a9c3d1-0e2f-4a5b-8c6d-7e8f90a1b2c3"]""")],
        [("vault", null), ("key", null), ("location", null), ("resourceGroup", null), ("managedHsm", Reading.ManagedHsm)],
    ];

    private static readonly Lazy<JsonObject> VendorSchema = new(() =>
        SchemaOf("xtcmk-isv", "Pulumi.yaml", VendorSamples, changes => Reading.ReadVendor(changes)));

    private static readonly Lazy<JsonObject> CustomerSchema = new(() =>
        SchemaOf("xtcmk-customer", "customer-stack/Pulumi.yaml", CustomerSamples, changes => Reading.ReadCustomer(changes)));

    /// <summary>What the readers refuse and a schema can say: names, forms, words, numbers and what is missing.</summary>
    public static TheoryData<string, string, string?> Refused => new()
    {
        { "xtcmk-isv", "lokation", "westeurope" },
        { "xtcmk-isv", "identities", "id-contoso-storage" },
        { "xtcmk-isv", "application", """{"displayname":"Contoso Data"}""" },
        { "xtcmk-isv", "customers", """[{"name":"fabrikam","account":{"name":"stcontosofabrikam"}}]""" },
        { "xtcmk-isv", "customers", TestSettings.Entry(""","encryption":"none" """) },
        { "xtcmk-isv", "customers", TestSettings.Entry(""","key":{"handoff":{"schema":"xtcmk/customer/2"}}""") },
        { "xtcmk-isv", "customers", TestSettings.Entry("", """{"name":"stcontosofabrikam","sharedKeyAccess":"perhaps"}""") },
        { "xtcmk-customer", "acces", "granted" },
        { "xtcmk-customer", "access", "denied" },
        { "xtcmk-customer", "key", "contoso-data" },
        { "xtcmk-customer", "key", """{"size":"3072"}""" },
        { "xtcmk-customer", "key", """{"name":"contoso-data","size":"1024"}""" },
        { "xtcmk-customer", "vault", """{"name":"kv-fabrikam-cmk","retentionDays":100}""" },
        { "xtcmk-customer", "vault", """{"name":"kv-fabrikam-cmk","purgeProtection":true}""" },
        { "xtcmk-customer", "cryptoOfficers", """{"one":"two"}""" },
    };

    [Fact]
    public void The_vendors_schema_is_what_its_readers_ask_for() =>
        Golden.Compare("isv-stack/settings.schema.json", Text(VendorSchema.Value));

    [Fact]
    public void The_customers_schema_is_what_its_readers_ask_for() =>
        Golden.Compare("customer-stack/settings.schema.json", Text(CustomerSchema.Value));

    [Theory]
    [InlineData("Pulumi.dev.yaml", "isv-stack/settings.schema.json")]
    [InlineData("customer-stack/Pulumi.dev.yaml", "settings.schema.json")]
    public void The_first_line_of_the_settings_names_the_schema(string file, string schema)
    {
        var path = Path.Combine(Repository.Root, file);

        Assert.Equal($"# yaml-language-server: $schema={schema}", File.ReadLines(path).First());
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(path)!, schema)));
        Assert.True(Takes(file == "Pulumi.dev.yaml" ? VendorSchema.Value : CustomerSchema.Value, YamlText.Read(File.ReadAllText(path))!));
    }

    [Fact]
    public void What_the_readers_accept_the_schema_takes()
    {
        Assert.All(VendorSamples, changes => Assert.True(Takes(VendorSchema.Value, Document(TestSettings.Vendor(changes)))));
        Assert.All(CustomerSamples, changes => Assert.True(Takes(CustomerSchema.Value, Document(TestSettings.Customer(changes)))));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_both_find_wrong_both_refuse(string project, string name, string? value)
    {
        var isVendor = project == VendorSettings.Project;

        Assert.Throws<RunException>(() => isVendor ? (object)Reading.ReadVendor((name, value)) : Reading.ReadCustomer((name, value)));
        Assert.False(isVendor
            ? Takes(VendorSchema.Value, Document(TestSettings.Vendor((name, value))))
            : Takes(CustomerSchema.Value, Document(TestSettings.Customer((name, value)))));
    }

    private static JsonObject SchemaOf(string project, string file, (string, string?)[][] samples, Action<(string, string?)[]> read)
    {
        var shape = new SettingsShape();
        foreach (var changes in samples)
            shape.Watch(() => read(changes));
        return new SettingsSchema(shape, project, (JsonObject)YamlText.Read(File.ReadAllText(Path.Combine(Repository.Root, file)))!)
            .Write();
    }

    /// <summary>The settings as a file has them: what the readers are given as JSON in a text is a structure there.</summary>
    private static JsonObject Document(SettingSource source) => new()
    {
        ["config"] = new JsonObject(source.Scopes.SelectMany(scope => source.Names(scope).Select(name =>
            KeyValuePair.Create<string, JsonNode?>($"{scope}:{name}", source[scope, name] switch
            {
                "" => null,
                ['{' or '[', ..] text => JsonNode.Parse(text),
                var text => text,
            })))),
    };

    private static bool Takes(JsonObject schema, JsonNode document) => JsonSchema
        .FromText(schema.ToJsonString(), new BuildOptions { SchemaRegistry = new SchemaRegistry() })
        .Evaluate(JsonSerializer.SerializeToElement(document)).IsValid;

    private static string Text(JsonObject schema) => schema.ToJsonString(Indented) + "\n";
}
