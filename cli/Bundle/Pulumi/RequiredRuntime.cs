using XtCmkInfra.Core;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace XtCmkInfra.Cli.Bundle.Pulumi;

/// <summary>A shared framework of .NET that a program runs on, and the least version that will do.</summary>
internal sealed record SharedFramework([property: JsonRequired] string Name, [property: JsonRequired] string Version)
{
    /// <summary>As Microsoft calls its download.</summary>
    public string Title => Name switch
    {
        "Microsoft.NETCore.App" => ".NET runtime",
        "Microsoft.AspNetCore.App" => "ASP.NET Core runtime",
        _ => Name,
    };

    /// <summary>Major and minor: every patch of them will do.</summary>
    public string Release => string.Join('.', Version.Split('.').Take(2));
}

/// <summary>What must be installed before a published program runs: what its own <c>runtimeconfig.json</c> names.</summary>
internal sealed record RequiredRuntime(IReadOnlyList<SharedFramework> Frameworks)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };

    /// <exception cref="BadInputException">The file is no such configuration, or it names no framework.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static RequiredRuntime Of(string file)
    {
        var options = Read(file)?.RuntimeOptions;
        // One framework stands alone, several stand in a list.
        var frameworks = options?.Frameworks ?? (options?.Framework is { } alone ? [alone] : []);
        return frameworks.Count > 0
            ? new RequiredRuntime(frameworks)
            : throw new BadInputException(
                $"{file}: does not name the .NET runtime that the program needs. Build the program with 'dotnet run build.cs bundle'.");
    }

    /// <summary>What to download, and how to see that it is there.</summary>
    public string ToMarkdown()
    {
        var release = Frameworks[0].Release;
        var titles = string.Join(" and ", Frameworks.Select(framework => framework.Title));
        var installed = string.Join(" and ", Frameworks.Select(framework => $"`{framework.Name} {framework.Release}`"));
        return $"[.NET {release}](https://dotnet.microsoft.com/download/dotnet/{release}): {titles}. "
            + $"`dotnet --list-runtimes` then lists {installed}.";
    }

    private static Configuration? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Configuration>(File.ReadAllText(file), Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Configuration(Options? RuntimeOptions);

    private sealed record Options(SharedFramework? Framework, IReadOnlyList<SharedFramework>? Frameworks);
}
