using System.Text.Json;
using Pulumi;
using Pulumi.Testing;

namespace XtCmkInfra.Tests.Offline;

[Collection(ProcessEnvironment.Name)]
public sealed class WhenSettingsAreRead : IDisposable
{
    private static readonly JsonSerializerOptions s_anyCase = new() { PropertyNameCaseInsensitive = true };

    private readonly EnvironmentVariable _settings = new("PULUMI_CONFIG", """
        {
          "project:text": "x", "project:number": "3", "project:real": "1.5", "project:yes": "true", "project:no": "false",
          "project:bad": "maybe", "project:object": "{\"Name\":\"a\",\"Tags\":[\"t\"]}", "project:lower": "{\"name\":\"a\"}",
          "other:text": "y", "project:config:old": "z"
        }
        """);

    private readonly EnvironmentVariable _secretKeys = new("PULUMI_CONFIG_SECRET_KEYS", """["project:text"]""");

    public void Dispose()
    {
        _settings.Dispose();
        _secretKeys.Dispose();
    }

    [Fact]
    public Task Text_is_given_as_it_is() => WithConfigAsync(config =>
    {
        Assert.Equal("x", config.Get("text"));
        Assert.Equal("x", config.Require("text"));
    });

    [Fact]
    public Task Numbers_and_flags_are_parsed() => WithConfigAsync(config =>
    {
        Assert.Equal((3, 3), (config.GetInt32("number"), config.RequireInt32("number")));
        Assert.Equal((1.5, 1.5), (config.GetDouble("real"), config.RequireDouble("real")));
        Assert.Equal((true, false), (config.GetBoolean("yes"), config.RequireBoolean("no")));
    });

    [Fact]
    public Task Objects_are_parsed_and_case_matters() => WithConfigAsync(config =>
    {
        Assert.Equal(("a", "t"), (config.RequireObject<Settings>("object").Name, config.GetObject<Settings>("object")!.Tags![0]));
        Assert.Null(config.RequireObject<Settings>("lower").Name);
        Assert.Equal("a", config.RequireObject<Settings>("lower", s_anyCase).Name);
        Assert.Equal("a", config.GetObject<Settings>("lower", s_anyCase)!.Name);
    });

    [Fact]
    public Task What_is_not_set_is_null() => WithConfigAsync(config =>
    {
        Assert.Null(config.Get("missing"));
        Assert.Null(config.GetInt32("missing"));
        Assert.Null(config.GetDouble("missing"));
        Assert.Null(config.GetBoolean("missing"));
        Assert.Null(config.GetObject<Settings>("missing"));
        Assert.Null(config.GetSecret("missing"));
        Assert.Null(config.GetSecretInt32("missing"));
        Assert.Null(config.GetSecretDouble("missing"));
        Assert.Null(config.GetSecretBoolean("missing"));
        Assert.Null(config.GetSecretObject<Settings>("missing"));
    });

    [Fact]
    public Task What_is_required_and_not_set_is_refused_with_the_command_that_sets_it() => WithConfigAsync(config =>
    {
        Action[] required =
        [
            () => config.Require("missing"), () => config.RequireInt32("missing"), () => config.RequireDouble("missing"),
            () => config.RequireBoolean("missing"), () => config.RequireObject<Settings>("missing"),
            () => config.RequireSecret("missing"), () => config.RequireSecretInt32("missing"), () => config.RequireSecretDouble("missing"),
            () => config.RequireSecretBoolean("missing"), () => config.RequireSecretObject<Settings>("missing"),
        ];

        Assert.All(required, read =>
        {
            var message = Assert.IsAssignableFrom<RunException>(Record.Exception(read)).Message;
            Assert.Contains("'project:missing'", message, StringComparison.Ordinal);
            Assert.Contains("pulumi config set project:missing", message, StringComparison.Ordinal);
        });
    });

    [Fact]
    public Task What_is_of_the_wrong_type_is_refused_with_the_value() => WithConfigAsync(config =>
    {
        Action[] mistaken =
        [
            () => config.GetInt32("bad"), () => config.GetDouble("bad"), () => config.GetBoolean("bad"),
            () => config.GetObject<Settings>("bad"),
            () => config.RequireInt32("bad"), () => config.RequireObject<Settings>("bad"), () => config.RequireSecretBoolean("bad"),
        ];

        Assert.All(mistaken, read =>
        {
            var message = Assert.IsAssignableFrom<RunException>(Record.Exception(read)).Message;
            Assert.Contains("'project:bad'", message, StringComparison.Ordinal);
            Assert.Contains("'maybe'", message, StringComparison.Ordinal);
        });
    });

    [Fact]
    public async Task Secret_forms_give_secret_outputs()
    {
        var outputs = new List<Task<bool>>();
        var text = "";

        await WithConfigAsync(config =>
        {
            outputs.AddRange(
                Output.IsSecretAsync(config.GetSecret("text")!), Output.IsSecretAsync(config.RequireSecret("text")),
                Output.IsSecretAsync(config.GetSecretInt32("number")!), Output.IsSecretAsync(config.RequireSecretInt32("number")),
                Output.IsSecretAsync(config.GetSecretDouble("real")!), Output.IsSecretAsync(config.RequireSecretDouble("real")),
                Output.IsSecretAsync(config.GetSecretBoolean("yes")!), Output.IsSecretAsync(config.RequireSecretBoolean("no")),
                Output.IsSecretAsync(config.GetSecretObject<Settings>("object")!),
                Output.IsSecretAsync(config.RequireSecretObject<Settings>("object")));
            config.RequireSecret("text").Apply(value => text = value);
        });

        Assert.DoesNotContain(false, await Task.WhenAll(outputs));
        Assert.Equal("x", text);
    }

    [Fact]
    public Task Another_namespace_is_read_by_its_name() => WithConfigAsync(_ =>
    {
        Assert.Equal("y", new Config("other").Require("text"));
        Assert.Null(new Config("other").Get("number"));
    });

    [Fact]
    public Task The_old_form_of_a_key_means_the_same() => WithConfigAsync(config =>
    {
        Assert.Equal("z", config.Require("old"));
        Assert.Equal("x", new Config("project:config").Require("text"));
    });

    [Fact]
    public async Task Settings_that_are_no_json_fail_the_run()
    {
        using var empty = new EnvironmentVariable("PULUMI_CONFIG", "not json");

        await Assert.ThrowsAnyAsync<JsonException>(() => WithConfigAsync(_ => { }));
    }

    [Fact]
    public void There_are_no_settings_outside_a_run() => Assert.Throws<InvalidOperationException>(() => new Config());

    private static async Task WithConfigAsync(Action<Config> read)
    {
        // An assertion that fails inside the program would come out as an error of the run.
        Exception? failure = null;
        await Deployment.TestAsync(
            new RecordingMocks(), new TestOptions(), () => { failure = Record.Exception(() => read(new Config())); });
        if (failure is not null)
            throw failure;
    }

    private sealed record Settings(string? Name, string[]? Tags);
}
