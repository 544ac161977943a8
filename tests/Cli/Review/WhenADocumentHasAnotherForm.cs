using System.Text;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Tests.Cli.Review;

/// <summary>What older and newer versions of Pulumi print, and what surrounds it.</summary>
public sealed class WhenADocumentHasAnotherForm
{
    private static readonly Step ToMicrosoft =
        Step.Update(Chain.Account, inputs => inputs["encryption"]!["keySource"] = "Microsoft.Storage");

    [Theory]
    [InlineData("Installing policy pack contoso 0.0.1...\n\n")]
    [InlineData("[resource plugin azure-native-3.28.0] installing\r\nDownloading: 1 MB\n")]
    public void Lines_before_the_JSON_are_skipped(string lines) => Assert.All(
        new Preview(ToMicrosoft).ToForms(),
        form => Assert.Equal(["account-microsoft-keys"], Reviewing.Codes([.. Encoding.UTF8.GetBytes(lines), .. form])));

    [Fact]
    public void A_stream_whose_beginning_was_cut_is_refused() =>
        Assert.ThrowsAny<Exception>(() => Reviewing.Read(new Preview(ToMicrosoft).ToStream()[5..]));

    [Fact]
    public void What_an_update_did_may_follow_its_preview()
    {
        var preview = new Preview(ToMicrosoft);
        var done = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(preview.ToStream())
            .Replace("\"planning\":true", "\"planning\":false", StringComparison.Ordinal));

        Assert.All(preview.ToForms(), form => Assert.Equal(["account-microsoft-keys"], Reviewing.Codes([.. form, (byte)'\n', .. done])));
    }

    [Fact]
    public void A_document_without_its_summary_may_have_been_filtered()
    {
        var json = new Preview(Step.Same(Chain.Vault)).ToJson();
        json.Remove("changeSummary");

        var refused = Assert.Throws<XtCmkInfra.Core.BadInputException>(() => Reviewing.Read(Bytes(json)));
        Assert.Contains("no changeSummary", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_stream_hides_whether_a_read_resource_was_managed()
    {
        var read = new Preview(new Step("read", Chain.Vault, Chain.Vault, []));

        Assert.Equal(["not-known"], Reviewing.Codes(read.ToStream()));
        Assert.Empty(Reviewing.Codes(new Preview(new Step("read", null, Chain.Vault, [])).ToStream()));
    }

    [Fact]
    public void A_stream_hides_where_a_credentials_subject_comes_from()
    {
        var alone = new Preview(Step.Create(Chain.Federation));

        Assert.Equal(["not-known"], Reviewing.Codes(alone.ToStream()));
        Assert.Empty(Reviewing.Codes(alone.ToDocument()));
        Assert.Empty(Reviewing.Codes(new Preview(Step.Same(Chain.Identity), Step.Create(Chain.Federation)).ToStream()));
    }

    [Fact]
    public void A_stream_that_makes_a_service_principal_may_grant_it_what_it_does_not_name()
    {
        var owner = Chain.Officer.With(inputs =>
        {
            inputs["principalId"] = Resource.Unknown;
            inputs["principalType"] = "ServicePrincipal";
            inputs["roleDefinitionId"] = Chain.Definition("8e3af657-a8ff-443c-a75c-2fe8c4bcb635");
            inputs["scope"] = Chain.Group;
        });

        Assert.Equal(["grant-broader"], Reviewing.Codes(new Preview(Step.Create(Chain.Principal), Step.Create(owner)).ToStream()));
        Assert.Empty(Reviewing.Codes(new Preview(Step.Create(owner)).ToStream()));
    }

    [Fact]
    public void What_a_refresh_missed_and_the_plan_makes_again_was_gone()
    {
        var json = new Preview(Step.Create(Chain.VaultKey)).ToJson();
        json["steps"]!.AsArray().Insert(0, (Step.Refresh(Chain.VaultKey) with { New = null }).ToDocument());

        Assert.Equal(["key-gone"], Reviewing.Codes(Bytes(json)));
    }

    [Fact]
    public void Pending_deletes_need_their_option_and_a_note_states_it()
    {
        var plain = Reviewing.Read(new Preview(ToMicrosoft).ToDocument());
        var replacing = new Preview(new Step("delete-replaced", Chain.Vault, null, []),
            Step.Replace(Chain.Vault, inputs => inputs["location"] = "x", "location"));

        var hiding = new Preview(Step.Replace(Chain.Vault, inputs => inputs["location"] = "x", "location"));

        Assert.Equal(
            ["If document 1 was made without --show-replacement-steps, a resource that an interrupted update left to be deleted is not in "
                + "it."],
            plain.Notes);
        Assert.Equal(
            ["document 1 was made without --show-replacement-steps, so a resource that an interrupted update left to be deleted is not in "
                + "it."],
            Reviewing.Read(hiding.ToDocument()).Notes);
        Assert.Empty(Reviewing.Read(replacing.ToDocument()).Notes);
        Assert.Empty(Reviewing.Read(new Preview(ToMicrosoft).ToStream()).Notes);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void A_simulated_update_leaves_no_pending_deletes_to_note(bool isSimulated, int notes)
    {
        foreach (var step in (Step[])[ToMicrosoft, Step.Replace(Chain.Vault, inputs => inputs["location"] = "x", "location")])
        {
            var json = new Preview(step).ToJson();
            json["simulated"] = isSimulated;

            Assert.Equal(notes, Reviewing.Read(Bytes(json)).Notes.Count);
        }
    }

    /// <summary>The identity, the account: whatever of the chain is in a group goes with it, also by what another document says.</summary>
    [Fact]
    public void A_group_holds_what_another_document_has_in_it()
    {
        var group = new Preview(Step.Delete(Chain.ResourceGroup)).ToDocument();
        var account = new Preview(Step.Same(Chain.Account)).ToDocument();

        Assert.Equal(["group-unclear"], Reviewing.Codes(group));
        Assert.Equal(["group-deleted"], Reviewing.Read(group, account).Findings.Select(finding => finding.Finding.Rule.Code));
    }

    private static byte[] Bytes(JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
