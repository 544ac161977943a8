using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Pulumi;
using XtCmkInfra.Core;
using XtCmkInfra.CustomerStack;

namespace XtCmkInfra.Tests.Stacks.Settings;

/// <summary>Whatever is written, it is a record of settings or sentences.</summary>
public sealed class WhenSettingsAreRandom
{
    private static readonly FsCheck.Config Runs = FsCheck.Config.QuickThrowOnFailure
        .WithMaxTest(2_000)
        .WithReplay(new Replay(new Rnd(20_260_101), FSharpOption<int>.None));

    private static readonly string[] Words =
    [
        "name", "tenantId", "account", "key", "stack", "handoff", "uri", "version", "pinned", "rotation", "rotateAfter", "P90D", "P7D",
        "expires", "2030-12-31",
        "vault", "existing", "firewall", "ipRules", "10.0.0.1", "203.0.113.0/24", "application", "clientId", "displayName", "identity",
        "schema", "xtcmk/isv/1",
        "", " ", "null", "true", "-1", "1e999", "\u202E", "\uD800", "\0", "kv-a", "https://kv-a.vault.azure.net/keys/k",
        "https://[::1]/keys/k", "a/b/c", "group:",
        TestSettings.VendorTenant, TestSettings.CustomerTenant, TestSettings.ApplicationId, "westeurope", "encryption", "microsoft-managed",
        "kind", "FileStorage",
    ];

    private static readonly string[] CustomersNames =
    [
        "cloud", "location", "resourceGroup", "tags", "vendor", "servicePrincipal", "vault", "managedHsm", "key", "formerKeys",
        "cryptoOfficers", "access", "acess",
        "formerApplications",
    ];

    private static readonly string[] VendorsNames =
    [
        "cloud", "location", "resourceGroup", "tags", "application", "identities", "defaultIdentity", "identityStack", "customers",
        "customersFolder", "customer",
        "azuread:tenantId", "azuread:environment",
    ];

    [Fact]
    public void The_customers_program_reads_or_refuses_them() =>
        Check(CustomersNames, changes => CustomerSettings.Read(TestSettings.Customer(changes)));

    [Fact]
    public void The_vendors_program_reads_or_refuses_them() => Check(VendorsNames, changes => Reading.ReadVendor(changes));

    [Fact]
    public void YAML_is_read_or_refused()
    {
        string[] tokens =
        [
            "a", "b: ", ": ", "- ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", "&x ", "*x", "<<: ", "'", "\"", "|\n", ">\n",
            "!!str ", "!t ", "? ", "#", "---\n", "...\n",
            "%YAML 1.2\n", "%YAML 99999999999.1\n", "%TAG ! x\n", "1", "0x1F", "1e400", ".inf", "2030-12-31", "9999-99-99", "~", "null",
            "\t", "\0", "\u0085", "\uFEFF", "\uD800", "é",
        ];
        var texts = Gen.ListOf(Gen.Elements(tokens)).Select(string.Concat);
        FsCheck.Check.One(Runs, Prop.ForAll(texts.ToArbitrary(), text =>
        {
            try
            {
                _ = YamlText.Read(text)?.ToJsonString();
            }
            catch (YamlTextException refused)
            {
                Assert.StartsWith("(", refused.Message, StringComparison.Ordinal);
            }
        }));
    }

    private static void Check(string[] names, Func<(string, string?)[], object> read)
    {
        var change = Gen.Elements(names).SelectMany(name => Setting(4).Select(value => (name, (string?)Text(value))));
        var changes = Gen.ListOf(change, 3).Select(list => list.ToArray());
        FsCheck.Check.One(Runs, Prop.ForAll(changes.ToArbitrary(), given =>
        {
            try
            {
                Assert.NotNull(read(given));
            }
            catch (RunException refused)
            {
                Assert.Matches("^(A setting is|[0-9]+ settings are) wrong:\n  ", refused.Message);
                Assert.DoesNotContain(refused.Message, letter => letter is '\u202E' or '\0');
            }
        }));
    }

    /// <summary>As the engine hands it over.</summary>
    private static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue single => single.ToString(),
        _ => value.ToJsonString(),
    };

    private static Gen<JsonNode?> Setting(int levels)
    {
        var word = Gen.Elements(Words);
        var scalar = Gen.OneOf(
            word.Select(text => (JsonNode?)JsonValue.Create(text)),
            Gen.Choose(-5, 5_000).Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Constant((JsonNode?)null), Gen.Constant((JsonNode?)JsonValue.Create(true)));
        if (levels == 0)
            return scalar.Select(node => node?.DeepClone());
        var inner = Setting(levels - 1);
        return Gen.OneOf(
            scalar.Select(node => node?.DeepClone()),
            Gen.ListOf(inner, 2).Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
            Gen.ListOf(word.SelectMany(name => inner.Select(value => (name, value))), 4).Select(members => (JsonNode?)new JsonObject(
                members.DistinctBy(member => member.name).Select(member => KeyValuePair.Create(member.name, member.value?.DeepClone())))));
    }
}
