using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Core;

public sealed class WhenReadingAnIdentifier
{
    [Fact]
    public void A_guid_is_accepted_and_written_in_lower_case() =>
        Assert.Equal("1a6ed8f2-5c0b-4b0e-9d7a-6f2f3c1d0a11", TenantId.Parse("1A6ED8F2-5C0B-4B0E-9D7A-6F2F3C1D0A11").Value!.Value);

    [Theory]
    [InlineData("")]
    [InlineData("contoso.onmicrosoft.com")]
    [InlineData("{1a6ed8f2-5c0b-4b0e-9d7a-6f2f3c1d0a11}")]
    [InlineData("1a6ed8f25c0b4b0e9d7a6f2f3c1d0a11")]
    [InlineData(" 1a6ed8f2-5c0b-4b0e-9d7a-6f2f3c1d0a11")]
    [InlineData("1a6ed8f2-5c0b-4b0e-9d7a-6f2f3c1d0a11\n")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public void Anything_else_is_refused_and_named(string text)
    {
        Assert.Contains("a tenant id", TenantId.Parse(text).Mistake);
        Assert.Contains("an application (client) id", ApplicationId.Parse(text).Mistake);
        Assert.Contains("an object id", ObjectId.Parse(text).Mistake);
        Assert.Contains("a subscription id", SubscriptionId.Parse(text).Mistake);
    }
}

public sealed class WhenReadingANameForAzure
{
    [Theory]
    [InlineData("stcontosofabrikam", true)]
    [InlineData("abc", true)]
    [InlineData("ab", false)]
    [InlineData("stContoso", false)]
    [InlineData("st-contoso", false)]
    [InlineData("abcdefghijklmnopqrstuvwxy", false)]
    public void A_storage_account_has_3_to_24_lower_case_letters_and_digits(string name, bool ok) =>
        Assert.Equal(ok, AzureNames.StorageAccount(name).Ok);

    [Theory]
    [InlineData("kv-fabrikam-cmk", true)]
    [InlineData("1kv", false)]
    [InlineData("kv-", false)]
    [InlineData("kv--cmk", false)]
    [InlineData("kv_cmk", false)]
    public void A_vault_begins_with_a_letter_and_has_no_double_hyphen(string name, bool ok) => Assert.Equal(ok, AzureNames.Vault(name).Ok);

    [Theory]
    [InlineData("rg-contoso_(data).1", true)]
    [InlineData("rg.", false)]
    [InlineData("", false)]
    [InlineData("rg data", false)]
    public void A_resource_group_does_not_end_with_a_period(string name, bool ok) => Assert.Equal(ok, AzureNames.ResourceGroup(name).Ok);

    [Theory]
    [InlineData("id-contoso", true)]
    [InlineData("_id", false)]
    [InlineData("id", false)]
    [InlineData("id contoso", false)]
    public void An_identity_also_names_a_federated_credential(string name, bool ok) =>
        Assert.Equal(ok, AzureNames.UserAssignedIdentity(name).Ok);

}

public sealed class WhenReadingAPeriod
{
    [Theory]
    [InlineData("P90D", 90)]
    [InlineData("P18M", 540)]
    [InlineData("P2Y", 730)]
    [InlineData("P1Y2M3D", 428)]
    public void Days_months_and_years_are_accepted(string text, int days) => Assert.Equal(days, Iso8601Period.Parse(text).Value!.AboutDays);

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("90")]
    [InlineData("90D")]
    [InlineData("P0D")]
    [InlineData("PT12H")]
    [InlineData("P-7D")]
    [InlineData("P999Y")]
    public void Anything_else_is_refused_with_examples(string text) => Assert.Contains("P90D", Iso8601Period.Parse(text).Mistake);

    [Fact]
    public void It_is_added_to_a_date_by_the_calendar()
    {
        var leapDay = new DateTimeOffset(2028, 2, 29, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(new DateTimeOffset(2029, 2, 28, 0, 0, 0, TimeSpan.Zero), Iso8601Period.Parse("P1Y").Value!.AddTo(leapDay));
        Assert.Equal(new DateTimeOffset(2028, 1, 29, 0, 0, 0, TimeSpan.Zero), Iso8601Period.Parse("P1M").Value!.SubtractFrom(leapDay));
    }

    [Theory]
    [InlineData("/subscriptions/7d0f6c1e-2b93-4c1f-8a55-90b1c2d3e4f5/resourceGroups/rg-contoso", true)]
    [InlineData("/SUBSCRIPTIONS/7D0F6C1E-2B93-4C1F-8A55-90B1C2D3E4F5/resourceGroups/r/providers/Microsoft.Storage/storageAccounts/s", true)]
    [InlineData("/subscriptions/7d0f6c1e-2b93-4c1f-8a55-90b1c2d3e4f5", false)]
    [InlineData("/subscriptions/7d0f6c1e-2b93-4c1f-8a55-90b1c2d3e4f5/resourceGroups", false)]
    [InlineData("/subscriptions/contoso/resourceGroups/rg-contoso", false)]
    [InlineData("subscriptions/7d0f6c1e-2b93-4c1f-8a55-90b1c2d3e4f5/resourceGroups/rg-contoso", false)]
    public void The_subscription_of_a_resource_is_read_from_a_whole_id_alone(string resourceId, bool isWhole)
    {
        var subscription = SubscriptionId.OfResource(resourceId);

        Assert.Equal(isWhole, subscription.Ok);
        Assert.Equal(isWhole ? "7d0f6c1e-2b93-4c1f-8a55-90b1c2d3e4f5" : null, subscription.Value?.Value);
    }
}
