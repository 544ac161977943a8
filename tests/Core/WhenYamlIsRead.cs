using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Core;

/// <summary>
/// Expected is what gopkg.in/yaml.v3 v3.0.1 reads and encoding/json then writes, as the Pulumi CLI does with a stack's settings.
/// </summary>
public sealed class WhenYamlIsRead
{
    [Theory]
    [InlineData("", "null")]
    [InlineData("~", "null")]
    [InlineData("Null", "null")]
    [InlineData("True", "true")]
    [InlineData("FALSE", "false")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("on", "\"on\"")]
    [InlineData("7", "7")]
    [InlineData("+7", "7")]
    [InlineData("-7", "-7")]
    [InlineData("0777", "511")]
    [InlineData("0o17", "15")]
    [InlineData("0x1F", "31")]
    [InlineData("-0x1f", "-31")]
    [InlineData("0b101", "5")]
    [InlineData("1_000", "1000")]
    [InlineData("089", "89")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("18446744073709551616", "18446744073709552000")]
    [InlineData("1.50", "1.5")]
    [InlineData("8.0", "8")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("1e3", "1000")]
    [InlineData("1e21", "1e+21")]
    [InlineData("1.5e-7", "1.5e-7")]
    [InlineData("1.5e-5", "0.000015")]
    [InlineData("1,5", "\"1,5\"")]
    [InlineData("5f8e2d1c-7b6a-4c3d-9e0f-1a2b3c4d5e6f", "\"5f8e2d1c-7b6a-4c3d-9e0f-1a2b3c4d5e6f\"")]
    [InlineData("P90D", "\"P90D\"")]
    [InlineData("1.2.3.4", "\"1.2.3.4\"")]
    [InlineData("2030-12-31", "\"2030-12-31 00:00:00 \\u002B0000 UTC\"")]
    [InlineData("2030-1-2", "\"2030-01-02 00:00:00 \\u002B0000 UTC\"")]
    [InlineData("2030-12-31T10:20:30Z", "\"2030-12-31 10:20:30 \\u002B0000 UTC\"")]
    [InlineData("2030-12-31T10:20:30.50+02:00", "\"2030-12-31 10:20:30.5 \\u002B0200 \\u002B0200\"")]
    [InlineData("2030-02-31", "\"2030-02-31\"")]
    [InlineData("'2030-12-31'", "\"2030-12-31\"")]
    [InlineData("\"7\"", "\"7\"")]
    [InlineData("!!str 7", "\"7\"")]
    public void A_scalar_means_what_it_means_to_the_Pulumi_CLI(string yaml, string json) =>
        Assert.Equal($$"""{"a":{{json}}}""", YamlText.Read($"a: {yaml}")!.ToJsonString());

    [Theory]
    [InlineData("a: &x {b: 1}\nc: *x", """{"a":{"b":1},"c":{"b":1}}""")]
    [InlineData("a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}", """{"a":{"b":1,"c":2},"d":{"c":3,"b":1}}""")]
    [InlineData("a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne: {<<: [*x, *y]}", """{"a":{"b":1},"c":{"b":2,"d":3},"e":{"b":1,"d":3}}""")]
    [InlineData("a: &x b\n*x : c", """{"a":"b","b":"c"}""")]
    [InlineData("[1, [2], {}]", "[1,[2],{}]")]
    [InlineData("# nothing\n", null)]
    public void Anchors_merge_keys_and_lists_are_read(string yaml, string? json) => Assert.Equal(json, YamlText.Read(yaml)?.ToJsonString());

    [Theory]
    [InlineData("a: &x [*x]", "(1,8): the anchor 'x' contains itself.")]
    [InlineData("a: *x", "the anchor 'x' is not known")]
    [InlineData("1: a", "a name must be text: put it in quotes")]
    [InlineData("true: a", "a name must be text")]
    [InlineData("2030-12-31: a", "a name must be text")]
    [InlineData("[a]: b", "a name must be text")]
    [InlineData("{a: 1}: b", "a name must be text")]
    [InlineData("a: 1\na: 2", "(2,1): 'a' is given twice.")]
    [InlineData("a: {<<: 1}", "what is merged with '<<' must be named fields")]
    [InlineData("a: {<<: {b: 1}, <<: {c: 1}}", "'<<' is given twice")]
    [InlineData("a: .inf", "'.inf' is a number that settings cannot hold")]
    [InlineData("a: !!binary aGk=", "the tag 'tag:yaml.org,2002:binary' cannot be here")]
    [InlineData("a: !secret x", "the tag '!secret' cannot be here")]
    [InlineData("a: [", "(")]
    [InlineData("a: 'b", "(")]
    [InlineData("a: b: c", "(")]
    [InlineData("a: 1\n---\nb: 1", "only one document can be here")]
    [InlineData("a: \"x\u0007\"", "the control character U+0007 cannot be here")]
    public void What_is_no_YAML_of_settings_is_refused_with_its_place(string yaml, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<YamlTextException>(() => YamlText.Read(yaml)).Message);

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    public void Nesting_has_an_end(string open, string close)
    {
        Assert.NotNull(YamlText.Read(Nested(1_000)));
        Assert.Contains("nested more than 1000 levels", Assert.Throws<YamlTextException>(() => YamlText.Read(Nested(1_001))).Message);
        Assert.Contains("nested more than 1000 levels", Assert.Throws<YamlTextException>(() => YamlText.Read(Nested(100_000))).Message);

        string Nested(int levels) => string.Concat(Enumerable.Repeat(open, levels)) + string.Concat(Enumerable.Repeat(close, levels));
    }

    [Fact]
    public void Aliases_that_repeat_each_other_without_end_are_refused()
    {
        var yaml = string.Join(
            '\n',
            Enumerable.Range(1, 12).Select(level => $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]"));

        Assert.Contains("aliases repeat too much", Assert.Throws<YamlTextException>(() => YamlText.Read($"a0: &a0 x\n{yaml}")).Message);
    }
}
