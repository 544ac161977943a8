using System.Text;
using System.Text.Json.Nodes;
using XtCmkInfra.Cli;
using XtCmkInfra.Cli.Sim.Az;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Sim.Az;

/// <summary>A shell in which <c>az</c> works on simulated tenants, in this process.</summary>
internal sealed class AzShell(SimulatedAzure azure)
{
    private AzProfile _profile = AzProfile.SignedOut;

    /// <summary>A world with the person who is signed in, in the vendor's tenant.</summary>
    public static AzShell InVendor(SimulatedAzure azure)
    {
        var shell = new AzShell(azure);
        shell.Ok("login");
        shell.In(World.VendorSubscription.Value);
        return shell;
    }

    public static AzShell InCustomer(SimulatedAzure azure)
    {
        var shell = InVendor(azure);
        shell.In(World.CustomerSubscription.Value);
        return shell;
    }

    public void In(string subscription) => Ok($"account set --subscription {subscription}");

    public Answer Run(string line)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exitCode = AzTool.Run(
            new CommandContext(output, error), [.. Split(line)], _ => new AzTenants(azure, _profile, profile => _profile = profile));
        return new Answer(exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    /// <returns>What the command printed.</returns>
    public string Ok(string line)
    {
        var answer = Run(line);
        Assert.True(answer.ExitCode == 0, $"az {line}\n{answer.Error}");
        return answer.Out.TrimEnd('\n');
    }

    public JsonNode Json(string line) => JsonNode.Parse(Ok(line))!;

    /// <returns>The part of the answer that the expression selects, as text.</returns>
    public string Text(string line, string query) => Ok($"{line} --query '{query}' --output tsv");

    /// <summary>As a shell does: blanks part words, and quotes keep them together.</summary>
    private static IEnumerable<string> Split(string line)
    {
        var word = new StringBuilder();
        var (quote, begun) = ('\0', false);
        foreach (var letter in line)
        {
            if (quote == '\0' && letter == ' ')
            {
                if (begun)
                    yield return word.ToString();
                word.Clear();
                begun = false;
            }
            else if (letter == quote || (quote == '\0' && letter is '\'' or '"'))
            {
                quote = quote == '\0' ? letter : '\0';
                begun = true;
            }
            else
            {
                word.Append(letter);
                begun = true;
            }
        }

        if (begun)
            yield return word.ToString();
    }

    /// <summary>Runs what is refused with this exit code and message.</summary>
    public void Refused(string line, int exitCode, string message)
    {
        var answer = Run(line);
        Assert.Equal((exitCode, ""), (answer.ExitCode, answer.Out));
        Assert.StartsWith("ERROR: ", answer.Error, StringComparison.Ordinal);
        Assert.Contains(message, answer.Error, StringComparison.Ordinal);
    }
}
