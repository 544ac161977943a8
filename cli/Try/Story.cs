using XtCmkInfra.Cli.Try.Steps;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Try;

/// <summary>The story of one customer's key: its steps in their order, as they went with some settings.</summary>
/// <param name="Picture">The chain of trust as it was last with the customer's key; null where it never was.</param>
/// <param name="Resources">How many resources the stacks have at the end.</param>
internal sealed record Story(IReadOnlyList<FinishedStep> Finished, string? Picture, int Resources)
{
    public static IReadOnlyList<StoryStep> Steps { get; } =
    [
        Beginning.Before, Beginning.CustomerFirst, Handshake.Identity, Handshake.Access, Handshake.Account, Handshake.TakeOver,
        KeyVersions.WriteRead, KeyVersions.Rotate, KeyVersions.EarlyDisable, KeyVersions.Revoke, KeyVersions.Restore,
        BrokenLinks.GrantRemoved, BrokenLinks.WrongSubject,
        OtherKeys.ChangeKey, OtherKeys.MicrosoftManaged, OtherKeys.GrantGiven, OtherKeys.CustomerManaged,
        Ending.Stranger, Ending.Leave,
    ];

    /// <summary>Whether every step is ok that belongs to the story.</summary>
    public bool IsOk => Finished.All(step => step.Status is StepStatus.Ok or StepStatus.NotApplicable);

    /// <param name="advance">Gets the title of each step before it is run.</param>
    /// <exception cref="ProgramException">A program refuses the settings.</exception>
    public static async Task<Story> RunAsync(StoryWorld world, Action<string> advance, CancellationToken cancellation)
    {
        var finished = new List<FinishedStep>();
        string? picture = null;
        string? failed = null;
        foreach (var step in Steps)
        {
            cancellation.ThrowIfCancellationRequested();
            advance(step.Title);
            finished.Add(await RunAsync(world, step, failed));
            if (step.BuildsChain && finished[^1].Status == StepStatus.Failed)
                failed ??= step.Id;
            picture = ChainPicture.Of(world) ?? picture;
        }

        return new Story(finished, picture, world.ResourceCount);
    }

    private static async Task<FinishedStep> RunAsync(StoryWorld world, StoryStep step, string? failed)
    {
        if (step.LeftOut(world.Settings) is { } reason)
            return new FinishedStep(step, StepStatus.NotApplicable, $"not part of this story: {reason}.", null, null, []);
        if (failed is not null)
            return new FinishedStep(step, StepStatus.NotReached, $"not reached, since {failed} failed.", null, null, []);
        var outcome = await TryAsync(world, step);
        var chain = await world.JudgeAsync();
        var isAsAsked = outcome.Ok && (chain?.IsBrokenBy(outcome.Leaves) ?? true);
        var status = isAsAsked ? StepStatus.Ok : StepStatus.Failed;
        return new FinishedStep(step, status, outcome.Detail, chain, outcome.Meanwhile, world.TakeDiagnostics());
    }

    private static async Task<StepOutcome> TryAsync(StoryWorld world, StoryStep step)
    {
        try
        {
            return await step.RunAsync(world);
        }
        catch (Exception refused) when (refused is AzureException or DeploymentException and not ProgramException)
        {
            return new StepOutcome(false, refused.Message);
        }
    }
}
