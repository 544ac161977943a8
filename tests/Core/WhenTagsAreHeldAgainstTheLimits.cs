using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Core;

public sealed class WhenTagsAreHeldAgainstTheLimits
{
    [Theory]
    [InlineData("env", "prod")]
    [InlineData("cost center", "4711 <&>")]
    [InlineData("empty", "")]
    [InlineData("hidden-title", "Données")]
    public void Tags_that_Azure_takes_are_accepted(string name, string value) =>
        Assert.Empty(TagLimits.OfResources.Mistakes(new Dictionary<string, string> { [name] = value }));

    [Theory]
    [InlineData("", "x", "has no name")]
    [InlineData("  ", "x", "has no name")]
    [InlineData("a<b", "x", "has '<' in its name")]
    [InlineData("a/b", "x", "has '/' in its name")]
    [InlineData("a\\b", "x", "has '\\' in its name")]
    [InlineData("Microsoft.x", "x", "begins with 'microsoft'")]
    [InlineData("azureTeam", "x", "begins with 'azure'")]
    [InlineData("windows", "x", "begins with 'windows'")]
    [InlineData("name", "a\u202Eb", "has the character U+202E")]
    [InlineData("na\u0007me", "x", "has the character U+0007")]
    public void Others_are_refused(string name, string value, string sentence) => Assert.Contains(
        sentence, Assert.Single(TagLimits.OfResources.Mistakes(new Dictionary<string, string> { [name] = value })).Sentence);

    [Theory]
    [InlineData(512, 256, 0)]
    [InlineData(513, 256, 1)]
    [InlineData(512, 257, 1)]
    public void Names_and_values_have_a_length(int name, int value, int mistakes) => Assert.Equal(
        mistakes, TagLimits.OfResources.Mistakes(new Dictionary<string, string> { [new('n', name)] = new('v', value) }).Count());

    [Theory]
    [InlineData(50, 50, 0)]
    [InlineData(50, 51, 1)]
    [InlineData(15, 15, 0)]
    [InlineData(15, 16, 1)]
    public void Each_kind_of_resource_takes_so_many(int most, int count, int mistakes) => Assert.Equal(
        mistakes,
        ((TagLimits[])[TagLimits.OfStorageAccounts, TagLimits.OfKeys]).Single(limits => limits.Most == most)
            .Mistakes(Enumerable.Range(0, count).ToDictionary(number => $"tag{number}", _ => "x")).Count());

    [Fact]
    public void A_storage_account_takes_shorter_names() => Assert.Contains(
        "a storage account takes 128",
        Assert.Single(TagLimits.OfStorageAccounts.Mistakes(new Dictionary<string, string> { [new('n', 129)] = "" })).Sentence);

    [Fact]
    public void Letter_case_does_not_distinguish_names() => Assert.Contains(
        "names one tag twice",
        Assert.Single(TagLimits.OfResources.Mistakes(new Dictionary<string, string> { ["Env"] = "a", ["env"] = "b" })).Sentence);
}
