using System.Text.Json;
using System.Text.Json.Serialization;

namespace XtCmkInfra.Core;

/// <summary>Source-generated JSON for plain values, so that no start pays for reflection.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class JsonText : JsonSerializerContext;
