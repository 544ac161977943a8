using System.Text;
using System.Text.Json.Nodes;
using XtCmkInfra.Cli.Verify;
using XtCmkInfra.Core;
using XtCmkInfra.Tests.Simulator.Azure;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>
/// Thousands of broken outputs: each is refused with a sentence, or expects no less than the whole one. The same ones in every run.
/// </summary>
public sealed class WhenOutputsAreMutated : IDisposable
{
    private const int Seed = 20_260_108;
    private static readonly World Chain = VerifiedWorld.Complete();
    private readonly string _file = Path.GetTempFileName();

    private static byte[] Vendor { get; } = Encoding.UTF8.GetBytes(StackDocuments.Vendor(Chain).ToString());

    private static byte[] Customer { get; } = Encoding.UTF8.GetBytes(StackDocuments.Customer(Chain).ToString());

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Outputs_that_were_cut_are_refused(bool isVendor)
    {
        var whole = isVendor ? Vendor : Customer;
        for (var length = 0; length < whole.Length - 1; length += 7)
            Assert.Null(Read(whole[..length], isVendor));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Changed_bytes_never_make_an_expectation_smaller(bool isVendor)
    {
        var random = new Random(Seed);
        for (var trial = 0; trial < 400; trial++)
        {
            var turned = (isVendor ? Vendor : Customer).ToArray();
            for (var count = random.Next(1, 4); count > 0; count--)
                turned[random.Next(turned.Length)] ^= (byte)(1 << random.Next(8));
            Read(turned, isVendor);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_dropped_or_changed_field_never_makes_an_expectation_smaller(bool isVendor)
    {
        JsonNode?[] values = [null, true, 7, -1.5e300, "", "same", "[secret]", new JsonObject(), new JsonArray(), new JsonArray(1, "a")];
        var paths = Paths(JsonNode.Parse(isVendor ? Vendor : Customer)!.AsObject(), []).ToList();
        foreach (var path in paths)
        {
            foreach (var value in values)
            {
                var (document, parent) = At(path, isVendor);
                parent[path[^1]] = value?.DeepClone();
                Read(Encoding.UTF8.GetBytes(document.ToJsonString()), isVendor);
            }

            var (rest, holder) = At(path, isVendor);
            holder.Remove(path[^1]);
            Read(Encoding.UTF8.GetBytes(rest.ToJsonString()), isVendor);
        }

        Assert.True(paths.Count > 10);
    }

    private static (JsonObject Document, JsonObject Parent) At(string[] path, bool isVendor)
    {
        var document = JsonNode.Parse(isVendor ? Vendor : Customer)!.AsObject();
        return (document, path[..^1].Aggregate(document, (node, name) => node[name]!.AsObject()));
    }

    private static IEnumerable<string[]> Paths(JsonObject node, string[] above) => node.SelectMany(field =>
        (field.Value is JsonObject inner ? Paths(inner, [.. above, field.Key]) : []).Prepend([.. above, field.Key]));

    /// <returns>Null where the document is refused.</returns>
    private object? Read(byte[] document, bool isVendor)
    {
        File.WriteAllBytes(_file, document);
        try
        {
            if (!isVendor)
                return StackOutputs.ReadCustomer(VerifyInput.Read(_file, File.OpenRead));
            var vendor = Assert.Single(VendorExpectation.Join([StackOutputs.ReadVendor(VerifyInput.Read(_file, File.OpenRead))]));
            var isEmptied = JsonNode.Parse(document)!["accounts"]!.AsObject().Count == 0;
            // An account without the customer's key says so in words.
            Assert.True(isEmptied || vendor.Accounts.Count + vendor.Awaiting.Count == 1);
            Assert.All(vendor.Accounts, account => Assert.True(account.Key is not null || Encoding.UTF8.GetString(document)
                .Contains("microsoft-managed", StringComparison.Ordinal)));
            return vendor;
        }
        catch (BadInputException refused)
        {
            Assert.DoesNotContain("   at ", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", refused.Message, StringComparison.Ordinal);
            return null;
        }
    }
}
