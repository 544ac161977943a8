using System.Text;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Simulator.Http;

/// <summary>A part of a list that is ordered by id.</summary>
/// <param name="Next">The token with which the next part is asked for; null on the last one.</param>
internal sealed record Page<T>(IReadOnlyList<T> Entries, string? Next);

internal static class Page
{
    /// <param name="token">As the previous page gave it: it names the last id, so that no entry is left out if others come and go.</param>
    /// <exception cref="AzureException">The token is none of ours.</exception>
    public static Page<T> Of<T>(IEnumerable<T> list, Func<T, string> idOf, int size, string? token, string code)
    {
        var last = token is null ? null : LastId(token, code);
        var left = last is null ? list : list.Where(entry => StringComparer.OrdinalIgnoreCase.Compare(idOf(entry), last) > 0);
        List<T> entries = [.. left.OrderBy(idOf, StringComparer.OrdinalIgnoreCase).Take(size + 1)];
        if (entries.Count <= size)
            return new Page<T>(entries, null);
        entries.RemoveAt(size);
        return new Page<T>(entries, Convert.ToBase64String(Encoding.UTF8.GetBytes(idOf(entries[^1]))));
    }

    /// <summary>The number of entries that a caller asks for, if it is a number within the service's limits.</summary>
    public static int Size(Request request, string parameter, int usual, int most, string code)
    {
        if (request.Parameter(parameter) is not { } text)
            return usual;
        return int.TryParse(text, out var number) && number > 0 && number <= most
            ? Math.Min(number, usual)
            : throw new AzureException(400, code, $"'{text}' of {parameter} is not a whole number from 1 to {most}.");
    }

    /// <summary>Where the next page is.</summary>
    public static string? Next(Request request, string? token) => token is null ? null : request.With(("$skiptoken", token));

    private static string LastId(string token, string code)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw new AzureException(400, code, $"'{token}' does not name the beginning of a page: follow the link of the previous page.");
    }
}
