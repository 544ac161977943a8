using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Key;

/// <summary>Whether a change is wanted: said beforehand with options, or when a person is asked. Nothing is changed without.</summary>
/// <param name="Yes">The option --yes.</param>
/// <param name="Revoke">The option --revoke: the name of the key whose data is to go offline.</param>
/// <param name="Ask">Null where nobody can be asked.</param>
internal sealed record ConfirmationPrompt(bool Yes, string? Revoke, Func<string, Task<string?>>? Ask)
{
    /// <param name="what">What is to be done, as a sentence.</param>
    /// <exception cref="BadInputException">It is not wanted, or nobody has said so.</exception>
    public async Task RequireAsync(string what)
    {
        if (Yes)
            return;
        if (Ask is null)
            throw new BadInputException($"{what} Nothing was changed: where nobody can be asked, that takes --yes.");
        if ((await Ask($"{what} Go on? [y/N] "))?.Trim().ToLowerInvariant() is not ("y" or "yes"))
            throw new BadInputException("Nothing was changed.");
    }

    /// <summary>For what takes data offline: the key must be named once more, in words.</summary>
    /// <exception cref="BadInputException">It is not wanted, or nobody has said so.</exception>
    public async Task RequireRevocationAsync(string what, string keyName)
    {
        if (Ask is null && (Revoke is null || !Yes))
            throw new BadInputException($"{what} Nothing was changed: if that is meant, say so with --revoke KEY-NAME and --yes.");
        var named = Revoke ?? (await Ask!($"{what} If that is meant, type the name of the key: "))?.Trim();
        if (named != keyName)
            throw new BadInputException($"Nothing was changed: the key is named '{keyName}', not '{named}'.");
    }
}
