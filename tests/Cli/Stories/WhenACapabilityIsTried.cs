using XtCmkInfra.Cli.Try;

namespace XtCmkInfra.Tests.Cli.Stories;

public sealed class WhenACapabilityIsTried
{
    /// <summary>Those that belong to some settings only.</summary>
    private static readonly string[] OfSomeSettings = ["before", "take-over", "grant-given"];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Capabilities.All.Count)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Its_story_comes_to_a_true_end(int number)
    {
        var capability = Capabilities.All[number];

        var story = await capability.RunAsync();

        Assert.True(story.IsOk, Describe(capability, story.Finished.FirstOrDefault(step => step.Status == StepStatus.Failed)));
        var shown = story.Finished.Single(step => step.Step.Id == capability.Step);
        Assert.True(shown.Detail.Contains(capability.Shows, StringComparison.Ordinal), Describe(capability, shown));
        var leftOut = story.Finished.Where(step => step.Status == StepStatus.NotApplicable).Select(step => step.Step.Id);
        Assert.Equal(capability.LeftOut.Order(), leftOut.Except(OfSomeSettings).Order());
    }

    private static string Describe(Capability capability, FinishedStep? step) =>
        $"{capability}\n{step?.Step.Id} is {step?.Status}: {step?.Detail}\nchain: {step?.Chain}; meanwhile: {step?.Meanwhile}";
}
