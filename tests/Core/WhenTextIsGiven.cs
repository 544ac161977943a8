using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Core;

public sealed class WhenTextIsGiven
{
    [Theory]
    [InlineData("Contoso Data")]
    [InlineData("Données Ünïcode 数据")]
    [InlineData("👩‍👧")]
    public void Letters_of_any_script_are_plain(string name) => Assert.Equal(name, AzureNames.DisplayName(name).Value);

    [Theory]
    [InlineData("Contoso\u202EataD", "U+202E")]
    [InlineData("Contoso\u2066", "U+2066")]
    [InlineData("Con\ntoso", "U+000A")]
    [InlineData("Con\u001b[31mtoso", "U+001B")]
    [InlineData("Con\u200Btoso", "U+200B")]
    [InlineData("Con\u2028toso", "U+2028")]
    [InlineData("Con\uD800toso", "U+FFFD")]
    public void What_is_invisible_or_turns_the_text_is_refused(string name, string character) =>
        Assert.Contains($"has the character {character}", AzureNames.DisplayName(name).Mistake);

    [Fact]
    public void A_mistake_shows_such_characters_as_escapes() => Assert.Equal(
        "a.b: 'x\\u001B[31m\\u202Ey' is wrong.", new Mistake("a.b", "'x\u001b[31m\u202Ey' is wrong").ToString());

    [Fact]
    public void A_mistake_is_not_longer_than_a_person_reads() =>
        Assert.InRange(new Mistake("a", new string('x', 100_000)).ToString().Length, 500, 600);

    [Theory]
    [InlineData("rg-contoso_(data).1", true)]
    [InlineData("rg-données-数据", true)]
    [InlineData("rg.", false)]
    [InlineData("rg data", false)]
    [InlineData("rg\u202Edata", false)]
    [InlineData("", false)]
    public void A_resource_group_has_letters_of_any_script(string name, bool ok) => Assert.Equal(ok, AzureNames.ResourceGroup(name).Ok);
}

public sealed class WhenANameIsNotKnown
{
    private static readonly string[] Known = ["access", "key", "vault", "customers", "identityStack"];

    [Theory]
    [InlineData("acess", "access")]
    [InlineData("Access", "access")]
    [InlineData("acecss", "access")]
    [InlineData("vualt", "vault")]
    [InlineData("customer", "customers")]
    [InlineData("identitystack", "identityStack")]
    public void The_one_that_was_meant_is_found(string written, string meant) => Assert.Equal(meant, NearestName.Of(written, Known));

    [Theory]
    [InlineData("colour")]
    [InlineData("")]
    [InlineData("ke-ys")]
    public void One_that_is_far_from_all_is_none_of_them(string written) => Assert.Null(NearestName.Of(written, Known));
}
