using XtCmkInfra.Azure;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Cli.Review;

/// <summary>What the real engine printed for two ordinary programs, and what there is to say of it.</summary>
public sealed class WhenARealPreviewIsReviewed
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Golden", "previews");

    /// <summary>The document, the worst severity, and every finding as its code and the name of the resource.</summary>
    public static TheoryData<string, string, string[]> Documents => new()
    {
        { "isv-first-up", "low", ["account-new alpha", "account-new beta", "account-new gamma"] },
        { "isv-same", "none", [] },
        { "isv-account-tags", "none", [] },
        { "isv-secret-tag", "none", [] },
        { "isv-to-microsoft", "critical", ["account-microsoft-keys alpha"] },
        { "isv-block-gone", "medium", ["account-block-gone alpha"] },
        { "isv-account-deleted-protected", "high", ["account-left alpha"] },
        { "isv-account-deleted-retained", "high", ["account-left alpha"] },
        { "isv-account-moved", "critical", ["account-replaced alpha"] },
        { "isv-account-moved-in-steps", "critical", ["account-replaced alpha"] },
        { "isv-protect-lost", "critical", ["account-unprotected alpha", "account-unprotected beta", "account-unprotected gamma"] },
        { "isv-retain-lost", "critical", ["account-unretained alpha", "account-unretained beta", "account-unretained gamma"] },
        { "isv-identity", "high", ["account-identity alpha"] },
        { "isv-pin", "medium", ["account-pinned alpha"] },
        { "isv-stream-tags", "none", [] },
        { "isv-stream-to-microsoft", "critical", ["account-microsoft-keys alpha"] },
        { "isv-refresh-same", "none", [] },
        { "isv-refresh-microsoft", "critical", ["account-microsoft-keys alpha"] },
        {
            "isv-destroy", "critical",
            [
                "account-deleted alpha", "account-deleted beta", "account-deleted gamma", "group-deleted vendor", "application-deleted app",
                "federation-deleted shared", "identity-deleted shared",
            ]
        },
        { "customer-first-up", "low", ["grant-new officer-6666", "grant-new vendor-use", "vault-firewall-open vault"] },
        { "customer-tags", "none", [] },
        { "customer-revoked", "high", ["grant-deleted vendor-use"] },
        { "customer-rbac-off", "high", ["vault-access-model vault"] },
        { "customer-key-size", "medium", ["key-edit-ignored key"] },
        { "customer-firewall-shuts", "high", ["vault-trusted-services vault"] },
        { "customer-refresh-grant-gone", "high", ["grant-gone vendor-use"] },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Exactly_what_it_does_to_encryption_is_found(string document, string worst, string[] findings)
    {
        var review = Read(document);

        Assert.Equal(findings, review.Findings.Select(finding => $"{finding.Finding.Rule.Code} {finding.Finding.Resource.Name}"));
        Assert.Equal(worst, review.Worst is { } severity ? severity.Word() : "none");
        var isRefused = document == "isv-account-deleted-protected";
        Assert.Equal(isRefused || worst is "critical" or "high" ? 1 : 0, review.ExitCode);
        Assert.Equal(isRefused, review.Errors.Count > 0);
    }

    [Fact]
    public void Every_document_has_its_row() => Assert.Equal(
        Directory.GetFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal),
        Documents.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Fact]
    public void Both_tenants_make_one_review()
    {
        var review = Reviewing.Read(Bytes("isv-to-microsoft"), Bytes("customer-revoked"));

        Assert.Equal(["account-microsoft-keys", "grant-deleted"], review.Findings.Select(finding => finding.Finding.Rule.Code));
        Assert.Equal(2, review.Documents.Count);
    }

    [Fact]
    public void What_the_engine_refuses_is_quoted_and_never_clean()
    {
        var review = Read("isv-account-deleted-protected");

        Assert.Contains(review.Errors, error => error.Contains("cannot be deleted", StringComparison.Ordinal)
            && error.Contains("protected", StringComparison.Ordinal));
        Assert.NotEqual(0, review.ExitCode);
    }

    [Fact]
    public void A_bare_error_is_reported_where_nothing_else_is()
    {
        Assert.Single(Read("isv-account-deleted-protected").Errors);
        Assert.Equal(["preview failed"], Reviewing.Read(new Preview { Errors = ["preview failed"] }).Errors);
    }

    [Fact]
    public void What_stays_in_Azure_and_what_is_gone_is_reported()
    {
        Assert.Contains("stays in Azure", Assert.Single(Read("isv-account-deleted-retained").Findings).Finding.After);
        Assert.Contains("gone from Azure", Assert.Single(Read("customer-refresh-grant-gone").Findings).Finding.After);
        Assert.Contains("because of location", Assert.Single(Read("isv-account-moved").Findings).Finding.After);
    }

    [Fact]
    public void What_is_reported_of_the_steps_counts_each_once()
    {
        var steps = Read("isv-stream-to-microsoft").Documents[0].Facts.Steps;

        Assert.Equal((7, 1), (steps[Operation.Same], steps[Operation.Update]));
    }

    private static byte[] Bytes(string document) => File.ReadAllBytes(Path.Combine(Folder, document + ".json"));

    private static XtCmkInfra.Cli.Review.Review Read(string document) => Reviewing.Read(Bytes(document));
}
