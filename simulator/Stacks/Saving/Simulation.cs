using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>A simulated Azure and the stacks on it, which can be saved as a whole and go on later.</summary>
public sealed class Simulation
{
    private const string SchemaName = "xtcmk/simulation/";

    /// <summary>Of the saved form of the cloud and of the stacks. Another form has another number.</summary>
    internal const string Schema = SchemaName + "2";

    public Simulation()
        : this(new SimulatedAzure())
    {
    }

    private Simulation(SimulatedAzure azure)
    {
        Azure = azure;
        Engine = new Engine(azure, inDetail: true);
    }

    public SimulatedAzure Azure { get; }

    public Engine Engine { get; }

    /// <summary>
    /// Writes one JSON document: <c>schema</c>, <c>digest</c> (SHA-256 of the text of what follows, so that no damage goes unseen) and
    /// <c>simulation</c> with the cloud and the stacks.
    /// </summary>
    public void Save(Stream stream)
    {
        var simulation = Written(WriteSimulation);
        using var writer = new Utf8JsonWriter(stream);
        writer.WriteStartObject();
        writer.WriteString("schema", Schema);
        writer.WriteString("digest", Digest(simulation));
        writer.WritePropertyName("simulation");
        writer.WriteRawValue(simulation, skipInputValidation: true);
        writer.WriteEndObject();
    }

    /// <exception cref="InvalidDataException">The document is damaged, or another version wrote it; the message says which.</exception>
    public static Simulation Load(ReadOnlyMemory<byte> document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            return Read(json.RootElement);
        }
        catch (Exception mistake) when (mistake is JsonException or InvalidOperationException)
        {
            // The second is what a text of bytes that are no UTF-8 gives.
            throw new InvalidDataException("it is damaged", mistake);
        }
    }

    private static Simulation Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("schema", out var schema) || schema.ValueKind != JsonValueKind.String
            || !root.TryGetProperty("digest", out var digest) || digest.ValueKind != JsonValueKind.String
            || !root.TryGetProperty("simulation", out var body) || body.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException("it is damaged");
        }

        if (!schema.ValueEquals(Schema))
            throw OfAnotherVersion(schema.GetString()!);
        var bytes = JsonMarshal.GetRawUtf8Value(body);
        return digest.ValueEquals(Digest(bytes)) ? Restore(body) : throw new InvalidDataException("it is damaged");
    }

    private static InvalidDataException OfAnotherVersion(string schema) => new(schema.StartsWith(SchemaName, StringComparison.Ordinal)
        ? $"another version of xtcmk wrote it (its schema is {PlainText.Escape(schema)}, this version reads {Schema})"
        : "it is damaged");

    private static Simulation Restore(JsonElement body)
    {
        using var cloud = new MemoryStream(JsonMarshal.GetRawUtf8Value(body.GetProperty("azure")).ToArray());
        var simulation = new Simulation(SimulatedAzure.Load(cloud));
        foreach (var saved in body.GetProperty("stacks").Deserialize(StackJson.Default.SavedStackArray)!)
            saved.RestoreTo(simulation.Engine);
        return simulation;
    }

    private void WriteSimulation(Stream stream)
    {
        using var writer = new Utf8JsonWriter(stream);
        writer.WriteStartObject();
        writer.WritePropertyName("azure");
        writer.WriteRawValue(Written(Azure.Save), skipInputValidation: true);
        writer.WritePropertyName("stacks");
        JsonSerializer.Serialize(writer, [.. Engine.Stacks.Select(SavedStack.Of)], StackJson.Default.SavedStackArray);
        writer.WriteEndObject();
    }

    private static ReadOnlySpan<byte> Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    private static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
