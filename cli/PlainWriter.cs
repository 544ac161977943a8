using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli;

/// <summary>Passes on what is written, cleaned of what would act on a terminal, wherever it comes from.</summary>
internal sealed class PlainWriter(TextWriter writer) : TextWriter
{
    public override Encoding Encoding => writer.Encoding;

    /// <summary>Half a character says nothing yet.</summary>
    public override void Write(char value) =>
        writer.Write(char.IsSurrogate(value) ? value.ToString() : PlainText.CleanLines(value.ToString()));

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(string? value) => writer.Write(PlainText.CleanLines(value ?? ""));

    public override void WriteLine(string? value) => writer.WriteLine(PlainText.CleanLines(value ?? ""));

    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    public override void Flush() => writer.Flush();
}

/// <summary>The same on a terminal, where Spectre.Console writes colours itself.</summary>
internal sealed class PlainSegments : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
        renderables.Select(IRenderable (one) => new Plain(one));

    private sealed class Plain(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => inner.Render(options, maxWidth)
            .Select(part => part.IsControlCode || part.IsLineBreak ? part : new Segment(PlainText.Clean(part.Text), part.Style));
    }
}
