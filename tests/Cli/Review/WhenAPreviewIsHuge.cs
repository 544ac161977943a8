using System.Text;
using System.Text.Json.Nodes;
using XtCmkInfra.Cli.Review;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Cli.Review;

public sealed class WhenAPreviewIsHuge
{
    /// <summary>Ten thousand accounts that change, some 50 MB: a fleet of many stacks at once.</summary>
    [Fact]
    public void Memory_stays_a_small_multiple_of_its_size()
    {
        var change =
            Encoding.UTF8.GetBytes(Step.Update(Chain.Account, inputs => inputs["tags"] = new JsonObject { ["note"] = new string('x', 600) })
            .ToDocument().ToJsonString() + ",");
        var last = Encoding.UTF8.GetBytes(Step.Update(Chain.Account, inputs => inputs.AsObject().Remove("encryption"))
            .ToDocument()
            .ToJsonString());
        var source =
            new Parts(["{\"steps\":["u8.ToArray(), .. Enumerable.Repeat(change, 10_000), last, "],\"changeSummary\":{}}"u8.ToArray()]);
        var reviewer = new Reviewer();

        var before = GC.GetAllocatedBytesForCurrentThread();
        reviewer.Add("huge", source);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        var review = reviewer.Finish([], Severity.High);
        Assert.Equal("account-block-gone", Assert.Single(review.Findings).Finding.Rule.Code);
        Assert.True(allocated < 13 * source.Given, $"{allocated:N0} bytes were allocated in all for {source.Given:N0}");
    }

    [Fact]
    public void A_step_of_any_length_is_read_whole()
    {
        var account = Chain.Account.With(inputs => inputs["tags"] = new JsonObject { ["long"] = new string('y', 5_000_000) });

        Assert.Equal(["account-block-gone"],
            Reviewing.Codes(new Preview(Step.Update(account, inputs => inputs.AsObject().Remove("encryption"))).ToDocument()));
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
