using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Key;

/// <summary><c>xtcmk key status</c>: what there is to know of a key's versions. Judging them is for <c>xtcmk verify</c>.</summary>
internal static class KeyStatus
{
    /// <exception cref="BadInputException">There is no such key, or no such version.</exception>
    public static async Task<int> RunAsync(KeyRun run, string format)
    {
        var list = await run.VersionsAsync();
        var rotation = await run.Client.GetRotationPolicyAsync(run.Cancellation);
        IReadOnlyList<KeyVersion> shown = run.Key.Version is { } named ? [run.Find(list, named)] : list.Versions;
        if (format == "json")
            run.Context.WriteJson(AnswerJson.Write(KeyStatusJson.Write(run, list, shown, rotation)));
        else
            await run.Out.WriteAsync(KeyStatusText.Write(run, list, shown, rotation));
        return ExitCode.Clean;
    }
}
