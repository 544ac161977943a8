using System.Text;
using System.Text.Json.Nodes;
using XtCmkInfra.Cli.Review;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Cli.Review;

public sealed class WhenAPreviewIsHuge
{
    /// <summary>Some 210 MB: 3,000 steps of 70 kB that are somebody else's, and one in their midst that is not.</summary>
    [Fact]
    public void It_streams_through_a_window_of_memory()
    {
        const int many = 3_000;
        var noise = Encoding.UTF8.GetBytes(Step.Update(
            Chain.Of("azure-native:compute:VirtualMachine", "vm", "{}"), inputs => inputs["userData"] = new string('x', 35_000)).ToDocument().ToJsonString() + ",");
        var change = Encoding.UTF8.GetBytes(Step.Update(Chain.Account, inputs => inputs.AsObject().Remove("encryption")).ToDocument().ToJsonString() + ",");
        var last = Encoding.UTF8.GetBytes(Step.Same(Chain.Vault).ToDocument().ToJsonString());
        var source = new Parts(["{\"steps\":["u8.ToArray(), .. Enumerable.Repeat(noise, many), change, .. Enumerable.Repeat(noise, many), last, "]}"u8.ToArray()]);
        var reviewer = new Reviewer();

        var before = GC.GetAllocatedBytesForCurrentThread();
        reviewer.Add("huge", source);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        var review = reviewer.Finish([], Severity.High);
        Assert.Equal("account-block-gone", Assert.Single(review.Findings).Finding.Rule.Code);
        Assert.True(source.Given > 200_000_000, $"{source.Given:N0} bytes");
        Assert.True(allocated < 32_000_000, $"{allocated:N0} bytes were allocated, which is more than a window of memory and a few names");
    }

    [Fact]
    public void A_step_that_is_longer_than_the_window_is_read_whole()
    {
        var account = Chain.Account.With(inputs => inputs["tags"] = new JsonObject { ["long"] = new string('y', 5_000_000) });

        Assert.Equal(["account-block-gone"], Reviewing.Codes(new Preview(Step.Update(account, inputs => inputs.AsObject().Remove("encryption"))).ToDocument()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void A_source_that_gives_little_at_a_time_is_read_all_the_same(int most)
    {
        var reviewer = new Reviewer();
        reviewer.Add("slow", new Parts([new Preview(Step.Delete(Chain.Grant)).ToDocument()], most));

        Assert.Single(reviewer.Finish([], Severity.High).Findings);
    }

    /// <summary>A source of any length, of which only the different parts are in memory.</summary>
    private sealed class Parts(IReadOnlyList<byte[]> parts, int most = int.MaxValue) : MemoryStream
    {
        private int part;
        private int offset;

        public long Given { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            while (part < parts.Count && this.offset == parts[part].Length)
                (part, this.offset) = (part + 1, 0);
            if (part == parts.Count)
                return 0;
            var length = Math.Min(Math.Min(count, most), parts[part].Length - this.offset);
            Array.Copy(parts[part], this.offset, buffer, offset, length);
            this.offset += length;
            Given += length;
            return length;
        }
    }
}
