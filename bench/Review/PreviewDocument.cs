using System.Text;
using System.Text.Json;

namespace XtCmkInfra.Bench.Review;

/// <summary>
/// A preview as the engine prints it, of any length, made of real steps: those of tests/Golden/previews, each with a name of its
/// own. The same length gives the same bytes.
/// </summary>
internal static class PreviewDocument
{
    private const string Stack = "pulumi:pulumi:Stack";
    private const string Account = "azure-native:storage:StorageAccount";
    private const string SampleName = "alpha";

    /// <summary>What else a vendor's stack has. They are as long as the account that they are made of.</summary>
    private static readonly string[] UnrelatedTypes =
    [
        "azure-native:web:WebApp", "azure-native:network:VirtualNetwork", "azure-native:sql:Database", "azure-native:insights:Component",
        "azure-native:servicebus:Queue", "azure-native:network:PrivateEndpoint", "kubernetes:apps/v1:Deployment",
        "random:index/randomId:RandomId",
    ];

    /// <summary>
    /// Of twenty resources that --show-sames lists, one is an account that stays, one gets a tag; few change their encryption.
    /// </summary>
    public static void WriteOrdinary(string path, int megabytes)
    {
        var same = Sample("isv-retain-lost.json")
            .Replace("\"retainOnDelete\": false", "\"retainOnDelete\": true", StringComparison.Ordinal);
        var tagged = Sample("isv-account-tags.json");
        var toMicrosoft = Sample("isv-to-microsoft.json");
        string[] unrelated = [.. UnrelatedTypes.Select(type => same
            .Replace(Account, type, StringComparison.Ordinal)
            .Replace("Microsoft.Storage/storageAccounts", "Contoso.Unrelated/things", StringComparison.Ordinal))];
        Write(path, megabytes, number => (number % 20, number % 1_000) switch
        {
            (_, 999) => ("update", toMicrosoft),
            (7, _) => ("same", same),
            (13, _) => ("update", tagged),
            _ => ("same", unrelated[number % unrelated.Length]),
        });
    }

    /// <summary>The hardest there is: every step is an account, and each goes to Microsoft's key.</summary>
    public static void WriteAccounts(string path, int megabytes)
    {
        var toMicrosoft = Sample("isv-to-microsoft.json");
        Write(path, megabytes, _ => ("update", toMicrosoft));
    }

    private static void Write(string path, int megabytes, Func<int, (string Operation, string Step)> stepOf)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        using var text = new StreamWriter(file, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal) { ["same"] = 1 };
        text.Write("{\n    \"steps\": [\n        ");
        text.Write(Sample("isv-same.json", Stack));
        for (var (number, most) = (0, megabytes * 1_000_000L); file.Position < most; number++)
        {
            var (operation, step) = stepOf(number);
            counts[operation] = counts.GetValueOrDefault(operation) + 1;
            text.Write(",\n        ");
            text.Write(step.Replace(SampleName, $"n{number:000000}", StringComparison.Ordinal));
        }

        var summary = string.Join(", ", counts.Select(entry => $"\"{entry.Key}\": {entry.Value}"));
        text.Write($"\n    ],\n    \"duration\": 1858231430,\n    \"changeSummary\": {{ {summary} }}\n}}\n");
    }

    /// <summary>The text of a step in a document of the real engine.</summary>
    private static string Sample(string file, string resource = $"{Account}::{SampleName}")
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Golden", "previews", file)));
        return document.RootElement.GetProperty("steps").EnumerateArray()
            .First(step => step.GetProperty("urn").GetString()!.Contains(resource, StringComparison.Ordinal))
            .GetRawText();
    }
}
