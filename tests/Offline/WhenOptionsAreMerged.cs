using Pulumi;

namespace XtCmkInfra.Tests.Offline;

public sealed class WhenOptionsAreMerged
{
    [Fact]
    public void The_second_value_wins()
    {
        var merged = CustomResourceOptions.Merge(
            new CustomResourceOptions { Protect = true, Version = "1", ImportId = "a" },
            new CustomResourceOptions { Protect = false, Version = "2", ImportId = "b" });

        Assert.Equal((false, "2", "b"), (merged.Protect, merged.Version, merged.ImportId));
    }

    [Fact]
    public void A_value_that_is_not_given_does_not_win()
    {
        var merged = CustomResourceOptions.Merge(
            new CustomResourceOptions { Protect = true, RetainOnDelete = true, DeleteBeforeReplace = true }, new CustomResourceOptions());

        Assert.Equal((true, true, true), (merged.Protect, merged.RetainOnDelete, merged.DeleteBeforeReplace));
    }

    [Fact]
    public void Lists_are_joined()
    {
        var merged = CustomResourceOptions.Merge(
            new CustomResourceOptions { IgnoreChanges = { "a" }, AdditionalSecretOutputs = { "x" }, ReplaceOnChanges = { "r" } },
            new CustomResourceOptions { IgnoreChanges = { "b" }, AdditionalSecretOutputs = { "y" }, ReplaceOnChanges = { "s" } });

        Assert.Equal(["a", "b"], merged.IgnoreChanges);
        Assert.Equal(["x", "y"], merged.AdditionalSecretOutputs);
        Assert.Equal(["r", "s"], merged.ReplaceOnChanges);
    }

    [Fact]
    public void The_originals_stay_as_they_are()
    {
        var first = new CustomResourceOptions { IgnoreChanges = { "a" } };

        var merged = CustomResourceOptions.Merge(first, new CustomResourceOptions { IgnoreChanges = { "b" }, Protect = true });
        merged.IgnoreChanges.Add("c");

        Assert.Equal(["a"], first.IgnoreChanges);
        Assert.Null(first.Protect);
    }

    [Fact]
    public void Nothing_merged_with_nothing_is_a_new_bag_of_options()
    {
        Assert.Null(CustomResourceOptions.Merge(null, null).Protect);
        Assert.Empty(ComponentResourceOptions.Merge(null, null).Providers);
    }

    [Fact]
    public void Options_of_components_are_merged_in_the_same_way()
    {
        var timeouts = new CustomTimeouts { Create = TimeSpan.FromMinutes(5) };

        var merged = ComponentResourceOptions.Merge(
            new ComponentResourceOptions { Protect = true, Aliases = { new Alias { Name = "old" } } },
            new ComponentResourceOptions { Protect = false, Aliases = { new Alias { NoParent = true } }, CustomTimeouts = timeouts });

        Assert.Equal((false, 2, 5.0), (merged.Protect, merged.Aliases.Count, merged.CustomTimeouts!.Create!.Value.TotalMinutes));
    }
}
