using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Key;

/// <summary>Asks before a change, unless options have confirmed it. Without a confirmation, nothing is changed.</summary>
/// <param name="Yes">The option --yes.</param>
/// <param name="Revoke">The option --revoke: the name of the key whose data is to go offline.</param>
/// <param name="Ask">Null where nobody can be asked.</param>
internal sealed record ConfirmationPrompt(bool Yes, string? Revoke, Func<string, Task<string?>>? Ask)
{
    /// <param name="question">What will happen, as a question and a sentence about its effect.</param>
    /// <exception cref="BadInputException">The person declines, or nobody can be asked.</exception>
    public async Task RequireAsync(string question)
    {
        if (Yes)
            return;
        if (Ask is null)
            throw new BadInputException($"{question} Nothing was changed. Without a terminal, confirm with --yes.");
        if ((await Ask($"{question} [y/N] "))?.Trim().ToLowerInvariant() is not ("y" or "yes"))
            throw new BadInputException("Nothing was changed.");
    }

    /// <summary>For a change that takes data offline: the person types the key's name.</summary>
    /// <exception cref="BadInputException">The person declines, or nobody can be asked.</exception>
    public async Task RequireRevocationAsync(string question, string keyName)
    {
        if (Ask is null && (Revoke is null || !Yes))
        {
            throw new BadInputException(
                $"{question} Nothing was changed. Without a terminal, confirm with --revoke KEY-NAME and --yes.");
        }

        var named = Revoke ?? (await Ask!($"{question} Type the key's name to confirm: "))?.Trim();
        if (named != keyName)
            throw new BadInputException($"Nothing was changed: the key is named '{keyName}', not '{named}'.");
    }
}
