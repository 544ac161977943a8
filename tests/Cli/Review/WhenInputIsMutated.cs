using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Cli.Review;

/// <summary>Thousands of broken previews: all of them end in a review or in a sentence. The same ones in every run.</summary>
public sealed class WhenInputIsMutated
{
    private const int Seed = 20_260_101;

    private static readonly IReadOnlyList<byte[]> Originals =
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Golden", "previews"), "*.json")
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)];

    [Fact]
    public void A_preview_that_was_cut_is_refused()
    {
        var random = new Random(Seed);
        foreach (var original in Originals)
        {
            var end = Encoding.UTF8.GetString(original).TrimEnd().Length;
            var isStream = original.AsSpan().StartsWith("{\"sequence\""u8);
            // A stream says with its summary that it has ended; what follows that says nothing of any resource.
            var last = isStream ? original.AsSpan().IndexOf("\"summaryEvent\""u8) : end;
            for (var trial = 0; trial < 40; trial++)
                Assert.Throws<BadInputException>(() => Reviewing.Read(original[..random.Next(last)]));
        }
    }

    [Fact]
    public void Bytes_that_were_turned_end_in_a_review_or_in_a_sentence()
    {
        var random = new Random(Seed);
        foreach (var original in Originals)
        {
            for (var trial = 0; trial < 40; trial++)
            {
                var turned = original.ToArray();
                for (var count = random.Next(1, 4); count > 0; count--)
                    turned[random.Next(turned.Length)] ^= (byte)(1 << random.Next(8));
                ReadOrRefuse(turned);
            }
        }
    }

    [Fact]
    public void Fields_that_were_dropped_doubled_exchanged_or_changed_end_in_a_review_or_in_a_sentence()
    {
        var random = new Random(Seed);
        foreach (var original in Originals.Where(document => !document.AsSpan().StartsWith("{\"sequence\""u8)))
        {
            for (var trial = 0; trial < 40; trial++)
            {
                var json = JsonNode.Parse(original)!;
                for (var count = random.Next(1, 4); count > 0; count--)
                    Mutate(random, Pick(random, json));
                ReadOrRefuse(JsonSerializer.SerializeToUtf8Bytes(json));
            }
        }
    }

    [Fact]
    public void An_operation_that_nobody_knows_is_refused_wherever_it_stands()
    {
        foreach (var original in Originals)
        {
            var text = Encoding.UTF8.GetString(original);
            var positions = Enumerable.Range(0, text.Length - 6).Where(at => text.AsSpan(at).StartsWith("\"op\":")).ToList();
            Assert.NotEmpty(positions);
            Assert.All(positions.Take(20), at => Assert.Throws<BadInputException>(() => Reviewing.Read(
                Encoding.UTF8.GetBytes(text.Insert(text.IndexOf('"', at + 5) + 1, "un")))));
        }
    }

    private static void ReadOrRefuse(byte[] document)
    {
        try
        {
            Assert.InRange(Reviewing.Read(document).ExitCode, 0, 2);
        }
        catch (BadInputException refused)
        {
            Assert.DoesNotContain("   at ", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", refused.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Some object or list of the document, at any depth.</summary>
    private static JsonNode Pick(Random random, JsonNode from)
    {
        while (true)
        {
            List<JsonNode> children = [.. (from switch
            {
                JsonObject fields => fields.Select(field => field.Value),
                JsonArray items => items,
                _ => [],
            }).Where(child => child is JsonObject { Count: > 0 } or JsonArray { Count: > 0 }).Select(child => child!)];
            if (children.Count == 0 || random.Next(5) == 0)
                return from;
            from = children[random.Next(children.Count)];
        }
    }

    private static void Mutate(Random random, JsonNode node)
    {
        var size = node is JsonObject fields ? fields.Count : node.AsArray().Count;
        if (size == 0)
            return;
        var (one, other) = (random.Next(size), random.Next(size));
        JsonNode?[] values = [null, true, 7, -1.5e300, "", "same", Resource.Unknown, Resource.Secret, new JsonObject(), new JsonArray(),
            new JsonArray(1, "a")];
        if (node is JsonArray items)
        {
            switch (random.Next(4))
            {
                case 0: items.RemoveAt(one); break;
                case 1: items.Add(items[one]?.DeepClone()); break;
                case 2: items[one] = items[other]?.DeepClone(); break;
                default: items[one] = values[random.Next(values.Length)]; break;
            }

            return;
        }

        var names = node.AsObject().Select(field => field.Key).ToList();
        switch (random.Next(4))
        {
            case 0: node.AsObject().Remove(names[one]); break;
            case 1: node[names[one] + "2"] = node[names[one]]?.DeepClone(); break;
            case 2: node[names[one]] = node[names[other]]?.DeepClone(); break;
            default: node[names[one]] = values[random.Next(values.Length)]; break;
        }
    }
}
