using System.Text;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Tests.Cli.Review;

/// <summary>Other languages, components, providers and versions, and previews that are not the everyday ones.</summary>
public sealed class WhenProgramsAreNotOurs
{
    private static readonly Step ToMicrosoft =
        Step.Update(Chain.Account, inputs => inputs["encryption"]!["keySource"] = "Microsoft.Storage");

    [Theory]
    [InlineData("azure-native:storage/v20240101:StorageAccount")]
    [InlineData("azure-native:storage/v20230501preview:StorageAccount")]
    [InlineData("azure-native_storage_v20240101:storage:StorageAccount")]
    public void A_type_with_an_API_version_is_the_type(string type)
    {
        var account = Chain.Account with { Type = type };

        Assert.Equal(["account-deleted"], Codes(Step.Delete(account with { RetainOnDelete = false })));
    }

    /// <summary>From API version 2026-02-01 on that is Azure RBAC, and before it was access policies.</summary>
    [Theory]
    [InlineData(true, false, "vault-access-model")]
    [InlineData(true, true, null)]
    [InlineData(false, true, "vault-access-model")]
    [InlineData(false, false, null)]
    [InlineData(null, false, null)]
    [InlineData(null, true, "vault-access-model")]
    public void A_vault_without_a_setting_has_the_access_model_that_Azure_returned(bool? answered, bool wanted, string? code)
    {
        var vault = Chain.Vault.With(inputs => inputs["properties"]!.AsObject().Remove("enableRbacAuthorization")) with
        {
            Type = "azure-native_keyvault_v20260201:keyvault:Vault",
            Outputs = (JsonObject)Chain.Vault.With(outputs => outputs["properties"]!["enableRbacAuthorization"] = answered).Inputs,
        };

        var codes = Codes(Step.Update(vault, inputs => inputs["properties"]!["enableRbacAuthorization"] = wanted));

        Assert.Equal(code is null ? [] : [code], codes);
    }

    [Fact]
    public void A_resource_within_components_is_found()
    {
        var account = Chain.Account with { Parents = "contoso:index:Customer$contoso:index:EncryptedAccount$" };

        Assert.Equal(["account-block-gone"], Codes(Step.Update(account, inputs => inputs.AsObject().Remove("encryption"))));
    }

    [Theory]
    [InlineData("a::b::c")]
    [InlineData("with$dollar")]
    [InlineData("azure-native:network:Zone")]
    public void A_name_may_be_anything(string name)
    {
        var finding =
            Assert.Single(Reviewing.Read(new Preview(Step.Same(Chain.VaultKey, Chain.VaultKey with { Protect = false }), ToMicrosoft with
        {
            Old = ToMicrosoft.Old! with { Name = name },
            New = ToMicrosoft.New! with { Name = name },
        })).Findings, finding => finding.Finding.Rule.Code == "account-microsoft-keys");

        Assert.Equal(name, finding.Finding.Resource.Name);
    }

    [Fact]
    public void A_preview_that_refreshes_first_separates_what_was_found_from_the_plan()
    {
        var json = new Preview(ToMicrosoft).ToJson();
        var steps = json["steps"]!.AsArray();
        steps.Insert(0, Step.Refresh(Chain.VaultKey).ToDocument());
        steps.Insert(1, Step.Gone(Chain.Grant).ToDocument());
        steps.Add(Step.Create(Chain.Grant).ToDocument());

        Assert.Equal(["account-microsoft-keys", "grant-gone", "grant-new"], Reviewing.Codes(Bytes(json)));
    }

    [Fact]
    public void A_refreshed_resource_without_a_new_state_is_gone()
    {
        var gone = Step.Refresh(Chain.Vault) with { New = null, Found = "refresh" };

        Assert.Equal(["vault-gone"], Codes(gone, Step.Refresh(Chain.VaultKey)));
    }

    [Fact]
    public void Drift_that_shows_only_in_responses_of_Azure_is_found()
    {
        var live = Chain.Account with { Outputs = (JsonObject)Chain.Account.With(inputs =>
            inputs["encryption"] = JsonNode.Parse("""{ "keySource": "Microsoft.Storage" }""")).Inputs };

        Assert.Equal(["account-key-scope", "account-microsoft-keys"], Codes(new Step("update", Chain.Account, live, [], "update")));
    }

    /// <summary>azure-native leaves the inputs of a key as they are, and answers its properties one level higher.</summary>
    [Fact]
    public void A_disabled_key_shows_only_in_the_responses_of_Azure()
    {
        Resource Live(bool isEnabled, int expires) => Chain.VaultKey with
        {
            Outputs =
                new JsonObject { ["kty"] = "RSA", ["attributes"] = new JsonObject { ["enabled"] = isEnabled, ["expires"] = expires } },
        };

        Assert.Equal(["key-disabled"], Codes(new Step("update", Live(true, 1), Live(false, 1), [], "update")));
        Assert.Empty(Codes(new Step("update", Live(true, 1), Live(true, 2), [], "update")));
    }

    [Fact]
    public void An_identity_that_somebody_made_again_under_its_name_is_another_one()
    {
        Resource Live(string principal) => Chain.Identity with { Outputs = new JsonObject { ["principalId"] = principal } };

        Assert.Equal(["identity-other"], Codes(new Step("update", Live(Chain.IdentityPrincipal), Live(Chain.PrincipalId), [], "update")));
        Assert.Empty(
            Codes(new Step("update", Live(Chain.IdentityPrincipal), Live(Chain.IdentityPrincipal.ToUpperInvariant()), [], "update")));
    }

    [Theory]
    [InlineData(false, "account-deleted")]
    [InlineData(true, "account-left")]
    public void A_deletion_that_an_interrupted_update_left_behind_is_one(bool isRetained, string code)
    {
        var json = new Preview(new Step("delete-replaced", Chain.Account with { RetainOnDelete = isRetained }, null, [])).ToJson();
        json["steps"]![1]!["oldState"]!["delete"] = true;

        Assert.Equal([code], Reviewing.Codes(Bytes(json)));
    }

    /// <summary>The engine does not look for what it has deleted itself.</summary>
    [Theory]
    [InlineData(false, "account-gone")]
    [InlineData(true, null)]
    public void A_refresh_passes_over_what_an_interrupted_update_deleted(bool isRetained, string? code)
    {
        var json = new Preview(Step.Refresh(Chain.Account with { RetainOnDelete = isRetained })).ToJson();
        json["steps"]![1]!["oldState"]!["pendingReplacement"] = true;

        Assert.Equal(code is null ? [] : [code], Reviewing.Codes(Bytes(json)));
    }

    [Fact]
    public void A_replacement_in_steps_is_one_finding()
    {
        var replace = Step.Replace(Chain.Vault with { RetainOnDelete = false }, inputs => inputs["location"] = "northeurope", "location");
        var preview = new Preview(replace with { Op = "create-replacement" }, replace, new Step("delete-replaced", replace.Old, null, []));

        Assert.All(preview.ToForms(),
            form => Assert.Equal("replaced, because of location", Assert.Single(Reviewing.Read(form).Findings).Finding.After));
    }

    [Fact]
    public void The_retained_old_resource_of_a_replacement_is_reported()
    {
        var review = Reviewing.Read(new Preview(Step.Replace(Chain.Account, inputs => inputs["accountName"] = "stother", "accountName")));

        Assert.Equal("replaced, because of accountName; the old one stays in Azure (retainOnDelete)",
            Assert.Single(review.Findings).Finding.After);
    }

    [Theory]
    [InlineData("discard")]
    [InlineData("discard-replaced")]
    [InlineData("diff")]
    [InlineData("extend-parameterize")]
    public void Operations_that_change_nothing_are_nothing(string operation) =>
        Assert.Empty(Codes(Step.Same(Chain.Vault), new Step(operation, Chain.Account, Chain.Account, [])));

    [Fact]
    public void An_import_that_replaces_is_a_replacement() =>
        Assert.Equal(["vault-replaced"], Codes(new Step("import-replacement", Chain.Vault, Chain.Vault, [])));

    [Fact]
    public void What_is_read_is_counted_but_not_listed_without_being_asked_for()
    {
        var json = new Preview(Step.Same(Chain.Account)).ToJson();
        json["changeSummary"]!["read"] = 2;

        Assert.Equal(0, Reviewing.Read(Bytes(json)).ExitCode);
    }

    [Fact]
    public void Where_losing_retainOnDelete_is_not_visible_one_note_states_it()
    {
        var json = new Preview(ToMicrosoft).ToJson();
        json["changeSummary"]!["same"] = 7;

        Assert.Contains("--show-sames", Reviewing.Read(Bytes(json)).Notes[0]);
        Assert.DoesNotContain(Reviewing.Read(new Preview(ToMicrosoft).ToDocument()).Notes,
            note => note.Contains("--show-sames", StringComparison.Ordinal));
    }

    [Fact]
    public void A_destroy_of_everything_is_reported_and_retained_resources_stay()
    {
        var preview = new Preview(
            Step.Delete(Chain.Grant), Step.Delete(Chain.VaultKey with { Protect = false }),
            Step.Delete(Chain.Vault with { Protect = false, RetainOnDelete = false }),
            Step.Delete(Chain.Principal));

        Assert.Equal(["grant-deleted", "key-left", "principal-deleted", "vault-deleted"], Reviewing.Codes(preview.ToDocument()));
    }

    private static byte[] Bytes(JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    private static string[] Codes(params Step[] steps)
    {
        var forms = new Preview(steps).ToForms().Select(Reviewing.Codes).ToList();
        Assert.All(forms, codes => Assert.Equal(forms[0], codes));
        return forms[0];
    }
}
