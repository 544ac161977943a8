using System.Text.Json;

namespace XtCmkInfra.Bench.Review;

/// <summary>The least that a program can do that reads JSON: every token once, through a window of memory.</summary>
internal static class BarePass
{
    public static long CountTokens(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var window = new byte[1 << 20];
        var (filled, tokens) = (0, 0L);
        var state = new JsonReaderState(new JsonReaderOptions { MaxDepth = 512 });
        while (true)
        {
            var read = file.Read(window, filled, window.Length - filled);
            filled += read;
            var reader = new Utf8JsonReader(window.AsSpan(0, filled), isFinalBlock: read == 0, state);
            while (reader.Read())
                tokens++;
            if (read == 0)
                return tokens;
            var consumed = (int)reader.BytesConsumed;
            window.AsSpan(consumed, filled - consumed).CopyTo(window);
            (filled, state) = (filled - consumed, reader.CurrentState);
        }
    }
}
