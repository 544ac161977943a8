using System.Text.Json.Nodes;

namespace XtCmkInfra.Tests.Cli.Review;

/// <summary>Secrets and what is not known until apply: no all-clear rests on them, and no accusation either.</summary>
public sealed class WhenSomethingIsHidden
{
    [Fact]
    public void A_secret_outside_the_list_of_changes_stays_the_same()
    {
        var account = WithKeyName(Resource.Secret);

        Assert.Empty(Codes(Step.Update(account, inputs => inputs["tags"] = new JsonObject())));
    }

    [Fact]
    public void A_secret_in_the_list_of_changes_is_another_one()
    {
        var account = WithKeyName(Resource.Secret);
        var step =
            Step.Update(account, inputs => inputs["tags"] = new JsonObject()) with { AlsoSaid = ["encryption.keyVaultProperties.keyName"] };

        Assert.Equal(["account-other-key"], Codes(step));
    }

    [Fact]
    public void A_secret_within_a_listed_change_cannot_be_judged()
    {
        var account = WithKeyName(Resource.Secret);
        var step = Step.Update(account, inputs => inputs["tags"] = new JsonObject()) with { AlsoSaid = ["encryption"] };

        Assert.Equal(["not-known"], Codes(step));
    }

    [Fact]
    public void A_secret_cannot_be_judged_without_the_providers_list_of_changes()
    {
        var account = WithKeyName(Resource.Secret);
        var step = Step.Update(account, inputs => inputs["tags"] = new JsonObject()) with { HasDetailedDiff = false };

        Assert.Equal(["not-known"], Codes(step));
    }

    [Fact]
    public void A_secret_block_is_judged_by_its_list_of_changes()
    {
        var account = Chain.Account.With(inputs => inputs["encryption"] = Resource.Secret);
        Step Tagged(params string[] said) => Step.Update(account, inputs => inputs["tags"] = new JsonObject()) with { AlsoSaid = said };

        Assert.Empty(Codes(Tagged()));
        Assert.Equal(["not-known"], Codes(Tagged("encryption")));
        Assert.Equal(["not-known"], Codes(Tagged("encryption.keySource")));
        Assert.Equal(["account-other-key"], Codes(Tagged("encryption.keyVaultProperties.keyName")));
    }

    /// <summary>As the engine writes it where nothing blinds it; the value is not checked.</summary>
    [Fact]
    public void A_secret_in_the_engines_own_form_is_one()
    {
        JsonObject Marked() => new() { ["4dabf18193072939515e22adb298388d"] = "1b47061264138c4ac30d75fd1eb44270", ["ciphertext"] = "AAA=" };
        var whole = Chain.Account.With(inputs => inputs["encryption"] = Marked());
        var leaf = Chain.Account.With(inputs => inputs["encryption"]!["keySource"] = Marked());
        Step Tagged(Resource account, params string[] said) =>
            Step.Update(account, inputs => inputs["tags"] = new JsonObject()) with { AlsoSaid = said };

        Assert.Empty(Codes(Tagged(whole)));
        Assert.Empty(Codes(Tagged(leaf)));
        Assert.Equal(["not-known"], Codes(Tagged(whole, "encryption")));
        Assert.Equal(["not-known"], Codes(Tagged(leaf, "encryption")));
    }

    [Theory]
    [InlineData("encryption[\"keyVaultProperties\"].keyName")]
    [InlineData("[\"encryption\"][\"keyVaultProperties\"][\"keyName\"]")]
    public void A_path_may_quote_its_names(string path)
    {
        var step = Step.Update(WithKeyName(Resource.Secret), inputs => inputs["tags"] = new JsonObject()) with { AlsoSaid = [path] };

        Assert.Equal(["account-other-key"], Codes(step));
    }

    [Fact]
    public void A_secret_that_becomes_plain_is_not_taken_for_the_same()
    {
        var step = Step.Update(
            Chain.Account.With(inputs => inputs["encryption"] = Resource.Secret),
            inputs => inputs["encryption"] = new JsonObject { ["keySource"] = "Microsoft.Storage" });

        Assert.Equal(["not-known"], Codes(step));
    }

    [Fact]
    public void What_is_hidden_is_named_and_never_shown()
    {
        var secret = Reviewing.Read(new Preview(Step.Update(WithKeyName(Resource.Secret),
            inputs => inputs["encryption"]!["keyVaultProperties"]!["keyName"] = "cmk")));
        var unknown = Reviewing.Read(new Preview(Step.Update(Chain.Account, inputs => inputs["encryption"] = Resource.Unknown)));

        Assert.Contains("[secret]", Assert.Single(secret.Findings).Finding.Before);
        Assert.Contains("known after apply", Assert.Single(unknown.Findings).Finding.After);
        Assert.Equal(1, unknown.ExitCode);
    }

    [Theory]
    [InlineData("1c4a061d-8072-4f0a-a4cb-0ff528b18fe7")]
    [InlineData("6a19a0b0-7e62-4c92-b797-7f8e31da9cc2")]
    [InlineData("04da6b54-80e4-46f7-96ec-b56ff0331ba9")]
    public void Whatever_stands_for_the_unknown_is_known(string unknown) =>
        Assert.Equal(["not-known"], Codes(Step.Update(Chain.Vault, inputs => inputs["properties"]!["enableRbacAuthorization"] = unknown)));

    [Fact]
    public void An_account_that_moves_to_an_identity_of_the_same_change_is_not_clear()
    {
        var review = Reviewing.Read(new Preview(
            Step.Create(Chain.Identity with { Name = "new", Outputs = null }),
            Step.Update(Chain.Account, inputs =>
            {
                inputs["encryption"] = Resource.Unknown;
                inputs["identity"]!["userAssignedIdentities"] = Chain.Texts(Resource.Unknown);
            })));

        Assert.Equal(["not-known"], review.Findings.Select(finding => finding.Finding.Rule.Code));
    }

    [Fact]
    public void A_leaf_that_is_unknown_leaves_the_rest_to_be_judged() =>
        Assert.Equal(["account-key-scope", "not-known"], Codes(Step.Update(Chain.Account, inputs =>
    {
        inputs["encryption"]!["encryptionIdentity"]!["encryptionUserAssignedIdentity"] = Resource.Unknown;
        inputs["encryption"]!["services"]!["queue"]!["keyType"] = "Service";
    })));

    private static Resource WithKeyName(string name) =>
        Chain.Account.With(inputs => inputs["encryption"]!["keyVaultProperties"]!["keyName"] = name);

    private static string[] Codes(Step step)
    {
        var forms = new Preview(step).ToForms().Select(Reviewing.Codes).ToList();
        Assert.All(forms, codes => Assert.Equal(forms[0], codes));
        return forms[0];
    }
}
