using System.ComponentModel;

namespace XtCmkInfra.Bench.Review;

/// <summary>One document, read by three programs, each in a process of its own.</summary>
/// <param name="Jq">Null where there is no jq.</param>
internal sealed record Row(string Document, double Megabytes, Ended Review, Ended Bare, Ended? Jq);

/// <summary>Reviews long previews, beside a bare pass over the same bytes and beside jq.</summary>
internal static class Reading
{
    private static readonly string Self = typeof(Reading).Assembly.Location;

    public static IReadOnlyList<Row> Measure(int megabytes)
    {
        var path = Path.GetTempFileName();
        try
        {
            PreviewDocument.WriteOrdinary(path, megabytes);
            var ordinary = Measure("ordinary", path);
            PreviewDocument.WriteAccounts(path, megabytes);
            return [ordinary, Measure("accounts only", path)];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Row Measure(string document, string path)
    {
        Console.Error.WriteLine($"bench: {document}");
        var bare = Fastest.Of(() => Child.Run("dotnet", [Self, "scan", path], Repository.Root), ended => ended.Seconds);
        var review = Fastest.Of(() => Child.Run("dotnet", [Tool.Path, "review", path, "--format", "markdown"], Repository.Root,
            mayFind: true), ended => ended.Seconds);
        return new Row(document, new FileInfo(path).Length / 1e6, review, bare, Jq(path));
    }

    /// <summary>Once: it takes so long that nothing else matters.</summary>
    private static Ended? Jq(string path)
    {
        try
        {
            return Child.Run("jq", ["-c", ".steps[] | select(.urn | contains(\"storage:StorageAccount\"))", path], Repository.Root,
                keepOutput: false);
        }
        catch (Exception missing) when (missing is Win32Exception or InvalidOperationException)
        {
            Console.Error.WriteLine($"bench: jq is left out ({missing.Message})");
            return null;
        }
    }
}
