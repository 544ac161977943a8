using System.Text;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Cli.Review;

/// <summary>What is not understood is never clean.</summary>
public sealed class WhenInputIsBad
{
    private static readonly Preview Sample =
        new(Step.Update(Chain.Account, inputs => inputs["tags"] = new JsonObject()), Step.Same(Chain.Vault));

    [Theory]
    [InlineData("", "nothing in it that Pulumi prints")]
    [InlineData("   \n", "nothing in it that Pulumi prints")]
    [InlineData("{}", "nothing in it that Pulumi prints")]
    [InlineData("{\"a\": {\"steps\": []}}", "nothing in it that Pulumi prints")]
    [InlineData("[]", "this is not what Pulumi prints")]
    [InlineData("null", "this is not what Pulumi prints")]
    [InlineData("Previewing update (prod)...\n{ \"steps\": [] }", "it has no steps")]
    [InlineData("Previewing update (prod)...\n{ \"steps\": [ }", "line 2, byte")]
    [InlineData("Previewing update (prod)...", "line 1, byte 1 of it: this is not JSON")]
    [InlineData("{ \"steps\": [{ \"op\": \"same\", \"urn\": \"urn:pulumi:a::b::c:d:E::f\" }] }", "it has no changeSummary")]
    [InlineData("{ \"steps\": [] }", "it has no steps")]
    [InlineData("{ \"steps\": null }", "it has no steps")]
    [InlineData("{ \"steps\": {} }", "steps is not a list")]
    [InlineData("{ \"steps\": [1] }", "steps is not a list of objects")]
    [InlineData("{ \"steps\": [{ \"op\": \"same\" }] }", "urn is not there")]
    [InlineData("{ \"steps\": [{ \"urn\": \"urn:pulumi:a::b::c:d:E::f\" }] }", "op is not there")]
    [InlineData("{ \"steps\": [{ \"op\": \"same\", \"urn\": \"f\" }] }", "urn is not a URN")]
    [InlineData("{ \"steps\": [{ \"op\": \"destroy\", \"urn\": \"urn:pulumi:a::b::c:d:E::f\" }] }",
        "op is not an operation that is known: it is 'destroy'")]
    [InlineData("{ \"steps\": [{ \"op\": \"same\", \"urn\": \"urn:pulumi:a::b::c:d:E::f\" }], \"changeSummary\": { \"evaporate\": 1 } }",
        "'evaporate'")]
    [InlineData("{ \"steps\": [{ \"op\": \"same\", \"urn\": \"urn:pulumi:a::b::c:d:E::f\" }], \"changeSummary\": { \"same\": \"1\" } }",
        "changeSummary.same is not a number")]
    [InlineData("{ \"steps\": [{ \"op\": \"same\", \"urn\": \"urn:pulumi:a::b::c:d:E::f\" }], \"changeSummary\": { \"delete\": 1 } }",
        "counts 1 of delete, but it lists 0")]
    [InlineData("{ \"sequence\": 0, \"preludeEvent\": {} }\n", "no summary at its end")]
    public void The_reason_is_reported(string text, string reason) => Assert.Contains(reason, Refused(Encoding.UTF8.GetBytes(text)));

    /// <summary>A path in the step of an account, and a value of a kind that it cannot have.</summary>
    [Theory]
    [InlineData("op", "1")]
    [InlineData("op", "\"updated\"")]
    [InlineData("op", "null")]
    [InlineData("urn", "{}")]
    [InlineData("oldState", "[]")]
    [InlineData("oldState", "null")]
    [InlineData("newState", "\"gone\"")]
    [InlineData("newState", "null")]
    [InlineData("newState.inputs", "null")]
    [InlineData("newState.inputs", "7")]
    [InlineData("newState.protect", "\"true\"")]
    [InlineData("newState.retainOnDelete", "1")]
    [InlineData("newState.inputs.encryption", "7")]
    [InlineData("newState.inputs.encryption", "\"on\"")]
    [InlineData("newState.inputs.encryption", "[\"on\"]")]
    [InlineData("newState.inputs.encryption.keySource", "{}")]
    [InlineData("newState.inputs.encryption.keyVaultProperties", "true")]
    [InlineData("newState.inputs.encryption.keyVaultProperties.keyName", "[]")]
    [InlineData("newState.inputs.identity", "\"UserAssigned\"")]
    [InlineData("newState.inputs.identity.userAssignedIdentities", "\"id\"")]
    [InlineData("newState.inputs.identity.userAssignedIdentities", "[{}]")]
    [InlineData("oldState.inputs.encryption.services", "3")]
    [InlineData("replaceReasons", "\"location\"")]
    [InlineData("diffReasons", "[1]")]
    public void A_field_of_the_wrong_kind_is_refused(string path, string value)
    {
        var json = Sample.ToJson();
        var parent = path.Split('.').SkipLast(1).Aggregate(json["steps"]![1]!, (node, name) => node[name]!);
        parent[path.Split('.')[^1]] = JsonNode.Parse(value);

        Assert.Contains("document 1: ", Refused(Bytes(json)));
    }

    [Theory]
    [InlineData("oldState", "inputs")]
    [InlineData("newState", "inputs")]
    public void A_field_that_is_missing_is_refused(string state, string field)
    {
        var json = Sample.ToJson();
        json["steps"]![1]![state]!.AsObject().Remove(field);

        Assert.Contains("inputs is not there", Refused(Bytes(json)));
    }

    [Fact]
    public void Two_previews_in_one_are_refused()
    {
        var (document, stream) = (Sample.ToDocument(), Sample.ToStream());

        Assert.All(new[] { (document, document), (stream, stream), (document, stream), (stream, document) }, pair =>
            Assert.Contains("a second preview begins here", Refused([.. pair.Item1, (byte)'\n', .. pair.Item2])));
    }

    [Fact]
    public void What_is_nested_too_deeply_is_refused() =>
        Assert.Contains("this is not JSON", Refused(Encoding.UTF8.GetBytes("{\"config\":" + new string('[', 100_000))));

    [Fact]
    public void Text_that_is_broken_in_itself_is_refused()
    {
        var lone = Encoding.UTF8.GetString(Sample.ToDocument())
            .Replace("stalpha", "x", StringComparison.Ordinal)
            .Replace("Microsoft.Keyvault", "\\ud800", StringComparison.Ordinal);
        var invalid = Sample.ToDocument();
        invalid[invalid.AsSpan().IndexOf("Microsoft.Keyvault"u8)] = 0xFF;

        Assert.Contains("not valid Unicode", Refused(Encoding.UTF8.GetBytes(lone)));
        Assert.Contains("not valid Unicode", Refused(invalid));
    }

    [Fact]
    public void What_is_wrong_is_reported_without_commanding_the_terminal() =>
        Assert.DoesNotContain('\x1b',
            Refused("{ \"steps\": [{ \"op\": \"\\u001b[2J\", \"urn\": \"urn:pulumi:a::b::c:d:E::f\" }] }"u8.ToArray()));

    [Fact]
    public void The_order_of_fields_and_repeated_fields_do_not_matter()
    {
        var json = new Preview(Step.Update(Chain.Account, inputs => inputs["encryption"]!["keySource"] = "Microsoft.Storage")).ToJson();
        var step = json["steps"]![1]!.AsObject();
        var turned = new JsonObject(step.Reverse().Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        json["steps"]![1] = turned;
        var repeated = Encoding.UTF8.GetString(Bytes(json))
            .Replace("\"op\":\"update\"", "\"op\":\"same\",\"op\":\"update\"", StringComparison.Ordinal);

        Assert.Equal(["account-microsoft-keys"], Reviewing.Codes(Bytes(json)));
        Assert.Equal(["account-microsoft-keys"], Reviewing.Codes(Encoding.UTF8.GetBytes(repeated)));
    }

    [Fact]
    public void Escapes_mean_what_plain_text_means()
    {
        var text = Encoding.UTF8.GetString(
            new Preview(Step.Update(Chain.Account, inputs => inputs["encryption"]!["keySource"] = "Microsoft.Storage")).ToDocument());
        var escaped = text.Replace("\"op\"", "\"\\u006fp\"", StringComparison.Ordinal)
            .Replace("Microsoft.Storage", "\\u004dicrosoft.Storage", StringComparison.Ordinal)
            .Replace("\"keySource\"", "\"key\\u0053ource\"", StringComparison.Ordinal);

        Assert.Equal(["account-microsoft-keys"], Reviewing.Codes(Encoding.UTF8.GetBytes(escaped)));
    }

    [Fact]
    public void An_error_of_the_engine_is_never_clean()
    {
        var review = Reviewing.Read(new Preview(Step.Same(Chain.Account)) { Errors = ["the program threw"] });

        Assert.Equal((2, "the program threw"), (review.ExitCode, Assert.Single(review.Errors)));
        Assert.All(new Preview(Step.Same(Chain.Account)) { Errors = ["x"] }.ToForms(),
            form => Assert.Equal(2, Reviewing.Read(form).ExitCode));
    }

    [Fact]
    public void What_was_listed_before_an_error_is_reviewed_although_more_was_counted()
    {
        var json = new Preview(Step.Delete(Chain.Grant)) { Errors = ["stopped"] }.ToJson();
        json["changeSummary"]!["delete"] = 5;
        var review = Reviewing.Read(Bytes(json));

        Assert.Equal((1, "grant-deleted"), (review.ExitCode, Assert.Single(review.Findings).Finding.Rule.Code));
    }

    private static byte[] Bytes(JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    private static string Refused(byte[] document) => Assert.Throws<BadInputException>(() => Reviewing.Read(document)).Message;
}
