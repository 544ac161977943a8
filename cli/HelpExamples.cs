using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace XtCmkInfra.Cli;

/// <summary>Help with its options in groups, which ends with examples of the verb and with the exit codes.</summary>
internal sealed class HelpExamples(SynchronousCommandLineAction standard) : SynchronousCommandLineAction
{
    private const string Key = "https://kv-fabrikam-cmk.vault.azure.net/keys/contoso-data";
    private const string HsmKey = "https://hsm-fabrikam.managedhsm.azure.net/keys/contoso-data";

    /// <summary>Lines by the path of their verb.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> All = new Dictionary<string, string[]>
    {
        ["try"] = ["xtcmk try", "xtcmk try --customers 1000 --format json"],
        ["sim up"] = ["xtcmk sim up", "xtcmk sim up --project isv --stack prod"],
        ["sim preview"] = ["xtcmk sim preview", "xtcmk sim preview --json --show-sames"],
        ["sim output"] = ["xtcmk sim output --project isv"],
        ["sim serve"] = ["xtcmk sim serve --port 8443"],
        ["sim tenant"] = [
            "xtcmk sim tenant 9c4b7e30-1f5d-4a86-b2c9-0e8d7f6a5b43 --subscription 3e5a7c91-8d2f-4b60-a1e4-5c6d7e8f9a0b"],
        ["sim az"] = ["xtcmk sim az keyvault list"],
        ["sim advance"] = ["xtcmk sim advance 1d", "xtcmk sim advance P90D --format json"],
        ["sim reset"] = ["xtcmk sim reset"],
        ["sim refresh"] = ["xtcmk sim refresh --preview-only"],
        ["sim destroy"] = ["xtcmk sim destroy --project customer --preview-only"],
        ["sim unprotect"] = ["xtcmk sim unprotect urn:pulumi:dev::xtcmk-isv::azure-native:storage:StorageAccount::fabrikam"],
        ["review"] = ["xtcmk review isv.json customer.json", "xtcmk review isv.json --fail-on medium --report html=review.html"],
        ["verify"] = [
            "xtcmk verify --isv isv.json --customer customer.json",
            "xtcmk verify --isv isv.json --customer customer.json --format html"],
        ["rules"] = ["xtcmk rules", "xtcmk rules --format json"],
        ["key status"] = [$"xtcmk key status {Key}"],
        ["key rotate"] = [$"xtcmk key rotate {Key}"],
        ["key disable"] = [$"xtcmk key disable {Key}/6b1f5c0e7a9d4c3b8e2f1a0d9c8b7a65"],
        ["key enable"] = [$"xtcmk key enable {Key}"],
        ["key hsm-grant"] = [$"xtcmk key hsm-grant {HsmKey} --principal 0f0e0d0c-0b0a-4908-8706-050403020100"],
        ["bundle"] = ["xtcmk bundle --handoff isv.json --for bicep --settings customer.yaml --output fabrikam"],
        ["handoff check"] = ["xtcmk handoff check letter.txt --handoff isv-handoff.json",
            "xtcmk handoff check letter.txt --handoff isv-handoff.json --add fabrikam"],
        ["check"] = ["xtcmk check", "xtcmk check --stack prod --format json"],
        ["completion"] = ["xtcmk completion bash"],
    };

    public override bool Terminating => true;

    /// <summary>A person who asks for help need not give what is required.</summary>
    public override bool ClearsParseErrors => true;

    /// <summary>Puts it in place of the standard help.</summary>
    public static RootCommand AddTo(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpExamples((SynchronousCommandLineAction)help.Action!);
        return root;
    }

    public override int Invoke(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var text = new StringWriter { NewLine = "\n" };
        configuration.Output = text;
        var code = standard.Invoke(parseResult);
        configuration.Output = output;
        output.Write(HelpText.Of(
            text.ToString(), HelpText.Groups, All.GetValueOrDefault(PathOf(parseResult.CommandResult), []), ExitCode.Meanings));
        return code;
    }

    private static string PathOf(CommandResult result) => result.Parent is CommandResult { Command: not RootCommand } parent
        ? $"{PathOf(parent)} {result.Command.Name}"
        : result.Command.Name;
}
