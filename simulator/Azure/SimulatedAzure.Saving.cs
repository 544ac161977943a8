using System.Security.Cryptography;
using System.Text.Json;

namespace XtCmkInfra.Simulator.Azure;

public sealed partial class SimulatedAzure
{
    /// <summary>
    /// Writes the whole cloud as one JSON document: the time, every tenant and resource, the data, and the private keys in the
    /// clear, for it is a toy.
    /// </summary>
    public void Save(Stream stream)
    {
        lock (Gate)
        {
            State.Now = Now;
            JsonSerializer.Serialize(stream, State, StateJson.Default.CloudState);
        }
    }

    /// <summary>Makes a cloud that goes on exactly where the saved one stopped.</summary>
    /// <param name="keyPairs">As for a new cloud; it makes those key pairs that the saved cloud has not needed yet.</param>
    /// <exception cref="InvalidDataException">The document is cut off, or it is no saved cloud of this version.</exception>
    public static SimulatedAzure Load(Stream stream, Func<int, RSA>? keyPairs = null)
    {
        try
        {
            var state = JsonSerializer.Deserialize(stream, StateJson.Default.CloudState) ?? throw new JsonException();
            return new SimulatedAzure(new SimulatedClock(state.Now), keyPairs, state);
        }
        catch (JsonException mistake)
        {
            throw new InvalidDataException(
                "This is not a saved simulated cloud, or it was cut off: "
                    + $"it cannot be read at line {mistake.LineNumber + 1}, '{mistake.Path}'.",
                mistake);
        }
    }
}
