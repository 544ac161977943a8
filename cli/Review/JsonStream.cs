using System.Text;
using System.Text.Json;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Review;

/// <summary>
/// A part of a JSON value that is whole in memory: moves the reader past it. False if the memory ends before it does; then it is
/// called again, from the start, with more of it.
/// </summary>
/// <param name="memory">What the reader's positions count in.</param>
internal delegate bool WholePart(ref Utf8JsonReader reader, ReadOnlyMemory<byte> memory);

/// <summary>
/// Reads JSON of any length through a window of memory. The parts that are wanted whole must fit into it; everything else
/// streams through. Several values may follow one another, as in a file with one value a line.
/// </summary>
/// <param name="name">What the source is called in messages.</param>
/// <param name="source">UTF-8, or UTF-16 with a byte order mark, as some shells redirect output.</param>
internal sealed class JsonStream(string name, Stream source)
{
    private const int FirstWindow = 1 << 20;
    private const int MostOfOneReason = 400;
    private const int LargestWindow = 1 << 26;
    private static readonly JsonReaderOptions Options = new() { AllowMultipleValues = true, MaxDepth = 512 };

    private byte[] window = new byte[FirstWindow];
    private int start;
    private int end;
    private bool isAtEnd;
    private long passed;

    /// <summary>A reader at the beginning, before the first token.</summary>
    public Utf8JsonReader Open()
    {
        Fill();
        if (end - start >= 2 && (window[start], window[start + 1]) is (0xFF, 0xFE) or (0xFE, 0xFF))
            Transcode();
        else if (end - start >= 3 && window.AsSpan(start, 3).SequenceEqual("\uFEFF"u8))
            (start, passed) = (start + 3, 3);
        return new Utf8JsonReader(window.AsSpan(start, end - start), isAtEnd, new JsonReaderState(Options));
    }

    /// <summary>Moves to the next token; false at the end of the source.</summary>
    public bool Read(ref Utf8JsonReader reader)
    {
        while (!reader.Read())
        {
            if (isAtEnd)
                return false;
            Refill(ref reader);
        }

        return true;
    }

    /// <summary>Moves to the next token, of which there must be one.</summary>
    public void Demand(ref Utf8JsonReader reader)
    {
        if (!Read(ref reader))
            throw Wrong(reader, "it ends in the middle: it was cut, or is still being written");
    }

    /// <summary>Moves past the value that begins at the current token, however long it is.</summary>
    public void Skip(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.PropertyName)
            Demand(ref reader);
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;
        var depth = reader.CurrentDepth;
        do
            Demand(ref reader);
        while (reader.CurrentDepth > depth);
    }

    /// <summary>Reads a part that must be whole in memory, beginning after the current token.</summary>
    public void ReadWhole(ref Utf8JsonReader reader, WholePart part)
    {
        while (true)
        {
            var attempt = reader;
            if (part(ref attempt, window.AsMemory(start, end - start)))
            {
                reader = attempt;
                return;
            }

            if (isAtEnd)
                throw Wrong(reader, "it ends in the middle: it was cut, or is still being written");
            Refill(ref reader);
        }
    }

    /// <summary>What is wrong with the source, and where.</summary>
    public BadInputException Wrong(in Utf8JsonReader reader, string reason) =>
        new($"{name}: byte {passed + reader.TokenStartIndex:N0}: {Printable.Cut(Printable.Clean(reason), MostOfOneReason)}.");

    public BadInputException Wrong(JsonException exception) =>
        new($"{name}: line {exception.LineNumber + 1:N0}, byte {exception.BytePositionInLine + 1:N0} of it: this is not JSON, or it was cut."
            + (passed == 0 ? " It must be what 'pulumi preview --json' writes to stdout, and nothing else." : ""));

    private void Refill(ref Utf8JsonReader reader)
    {
        var consumed = (int)reader.BytesConsumed;
        passed += consumed;
        start += consumed;
        Fill();
        reader = new Utf8JsonReader(window.AsSpan(start, end - start), isAtEnd, reader.CurrentState);
    }

    private void Fill()
    {
        if (start > 0)
        {
            window.AsSpan(start, end - start).CopyTo(window);
            (start, end) = (0, end - start);
        }

        if (end == window.Length)
        {
            if (window.Length >= LargestWindow)
                throw new BadInputException($"{name}: byte {passed:N0}: one step is longer than {LargestWindow >> 20} MB, which no preview's is.");
            Array.Resize(ref window, window.Length * 2);
        }

        var read = source.Read(window, end, window.Length - end);
        isAtEnd = read == 0;
        end += read;
    }

    private void Transcode()
    {
        var encoding = window[start] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
        var beginning = window.AsSpan(start + 2, end - start - 2).ToArray();
        source = Encoding.CreateTranscodingStream(new Following(beginning, source), encoding, Encoding.UTF8);
        (start, end) = (0, 0);
        Fill();
    }

    /// <summary>Bytes that were already read, and then the rest.</summary>
    private sealed class Following(byte[] first, Stream rest) : Stream
    {
        private int given;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (given == first.Length)
                return rest.Read(buffer, offset, count);
            var part = Math.Min(count, first.Length - given);
            Array.Copy(first, given, buffer, offset, part);
            given += part;
            return part;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
