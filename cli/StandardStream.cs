using System.Runtime.InteropServices;
using System.Text;

namespace XtCmkInfra.Cli;

/// <summary>Standard output or standard error is closed, or what it leads to cannot be written.</summary>
internal sealed class OutputException(string message) : Exception(message);

/// <summary>
/// Standard output or standard error of this process, where that is no terminal. .NET's own stream takes a pipe that nobody reads any
/// more for one that is read: half an answer would then pass for a whole one.
/// </summary>
internal sealed class StandardStream : Stream
{
    private const int Interrupted = 4;
    private const int Wait = 50;

    private readonly int _descriptor;
    private readonly string _name;
    private readonly Stream? _ofWindows;

    private StandardStream(int descriptor, string name, Func<Stream> openOnWindows)
    {
        (_descriptor, _name) = (descriptor, name);
        if (OperatingSystem.IsWindows())
            _ofWindows = openOnWindows();
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Writes UTF-8, at once, from any thread.</summary>
    /// <param name="descriptor">Of Unix.</param>
    /// <param name="openOnWindows">Opens the same where there are no descriptors.</param>
    public static TextWriter Writer(int descriptor, string name, Func<Stream> openOnWindows)
    {
        var stream = new StandardStream(descriptor, name, openOnWindows);
        return TextWriter.Synchronized(new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true });
    }

    /// <exception cref="OutputException">It cannot be written.</exception>
    public override void Write(ReadOnlySpan<byte> bytes)
    {
        if (_ofWindows is null)
            WriteOnUnix(bytes);
        else
            WriteOnWindows(_ofWindows, bytes);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void WriteOnUnix(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var written = write(_descriptor, ref MemoryMarshal.GetReference(bytes), bytes.Length);
            if (written >= 0)
            {
                bytes = bytes[(int)written..];
                continue;
            }

            var error = Marshal.GetLastPInvokeError();
            // A pipe that another program has set not to block is full for now.
            if (error == (OperatingSystem.IsMacOS() ? 35 : 11))
                Thread.Sleep(Wait);
            else if (error != Interrupted)
                throw Unwritable(Marshal.GetPInvokeErrorMessage(error));
        }
    }

    private void WriteOnWindows(Stream console, ReadOnlySpan<byte> bytes)
    {
        try
        {
            console.Write(bytes);
        }
        catch (IOException wrong)
        {
            throw Unwritable(wrong.Message);
        }
    }

    private OutputException Unwritable(string why) =>
        new($"{_name} cannot be written ({why.TrimEnd('.')}).");

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint write(int descriptor, ref byte first, nint count);
}
