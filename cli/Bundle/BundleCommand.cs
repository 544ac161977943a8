using System.CommandLine;
using XtCmkInfra.Cli.Bundle.Pulumi;
using XtCmkInfra.Core;
using XtCmkInfra.CustomerStack;

namespace XtCmkInfra.Cli.Bundle;

/// <summary>
/// <c>xtcmk bundle</c>: the customer's side, filled in with the vendor's handoff record, in the form that the customer uses.
/// </summary>
internal static class BundleCommand
{
    private const string PulumiName = "pulumi";
    private const string OnlyPulumi = "which only the Pulumi program supports: remove it, or use --for pulumi";

    public static Command Create(CommandContext context)
    {
        var handoff = new Option<FileInfo>("--handoff")
        {
            Description = "The vendor's handoff record, as 'pulumi stack output handoff --json' prints it for the vendor's stack.",
            Required = true,
        };
        var form = new Option<string>("--for") { Description = "The form that the customer uses.", Required = true };
        form.AcceptOnlyFromAmong([.. Form.All.Select(one => one.Name), PulumiName]);
        var settings = new Option<FileInfo?>("--settings")
        {
            Description =
                "The customer's settings, as in Pulumi.<stack>.yaml of customer-stack. Without it, bundle writes a file to fill in.",
        };
        var output = new Option<DirectoryInfo?>("--output") { Description = "The folder to write to." };
        var yes = new Option<bool>("--yes") { Description = "Overwrite files without a question. A script needs this option." };
        var check = new Option<bool>("--check") { Description = "Report mistakes only; write nothing." };
        var program = new Option<DirectoryInfo?>("--program")
        {
            Description = "With --for pulumi: the folder with the published customer-stack ('dotnet run build.cs bundle' passes it).",
        };
        var root = Projects.RootOption();
        var command = new Command("bundle", "Write the customer's side, filled in, for Bicep, Azure CLI, Terraform, the portal or Pulumi.")
        {
            handoff, form, settings, output, yes, check, program, root,
        };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(check) && result.GetValue(output) is null)
                result.AddError("--output FOLDER is needed, or --check.");
        });
        command.SetAction(parsed =>
        {
            var vendor = VendorRecord.Read(parsed.GetValue(handoff)!.FullName);
            var side = parsed.GetValue(settings) is { } file ? Side(file.FullName, vendor, parsed.GetValue(form)!, context.Time) : null;
            var files = parsed.GetValue(form) == PulumiName
                ? OfPulumi(vendor, side, parsed.GetValue(program), parsed.GetValue(root), parsed.GetValue(check))
                : side is null ? [BundleFile.Of(SettingsTemplate.FileName, SettingsTemplate.Text(vendor))]
                : Form.All.Single(one => one.Name == parsed.GetValue(form)).Write(side);
            if (parsed.GetValue(check))
                return ExitCode.Clean;
            var folder = parsed.GetValue(output)!.FullName;
            new OutputFolder(folder, context.Ask, parsed.GetValue(yes)).Write(files);
            foreach (var written in files)
                context.Out.WriteLine(Path.Combine(folder, written.Name));
            if (side is null)
                SayWhatIsNeeded(context.Error, parsed.GetValue(form)!, Path.Combine(folder, SettingsTemplate.FileName));
            return ExitCode.Clean;
        });
        return command;
    }

    /// <exception cref="BadInputException">The settings are wrong, or ask for what only the Pulumi program does.</exception>
    private static CustomerSide Side(string file, VendorHandoff vendor, string form, TimeProvider clock)
    {
        var side = CustomerSettingsFile.Read(file, vendor);
        var mistakes = new List<Mistake>();
        void Refuse(string setting, string sentence) => mistakes.Add(new Mistake($"{CustomerSettings.Project}:{setting}", sentence));
        if (form != PulumiName && side.Settings.FormerKeys.Count > 0)
            Refuse("formerKeys", $"is for a move from one key to another, {OnlyPulumi}");
        if (form != PulumiName && side.Settings.FormerApplications.Count > 0)
            Refuse("formerApplications", $"is for a move from one application to another, {OnlyPulumi}");
        if (NewKeyCheck.Refusal(side.Settings.Key, clock.GetUtcNow()) is { } sentence)
            Refuse("key.expires", $"{sentence}. Give a later date, or leave it out if the key exists already");
        return mistakes.Count == 0 ? side : throw new BadInputException([.. mistakes.Select(mistake => $"{file}: {mistake}")]);
    }

    private static IReadOnlyList<BundleFile> OfPulumi(
        VendorHandoff vendor, CustomerSide? side, DirectoryInfo? program, DirectoryInfo? root, bool isCheck)
    {
        if (program is null && isCheck)
        {
            // Where this tool got its packages, the program gets them too.
            PulumiForm.RequireRealSdk(Sdk.Description);
            return [];
        }

        if (program is null)
            throw new BadInputException("--for pulumi needs --program. 'dotnet run build.cs bundle' builds the program and passes it.");
        return new PulumiForm(program.FullName, Path.Combine(Projects.Locate(root), "customer-stack", "Pulumi.yaml")).Write(vendor, side);
    }

    private static void SayWhatIsNeeded(TextWriter error, string form, string file)
    {
        var isPulumi = form == PulumiName;
        error.WriteLine(isPulumi
            ? "The customer fills in three values in Pulumi.prod.yaml:"
            : $"The customer fills in three values in {file}:");
        foreach (var (placeholder, what) in SettingsTemplate.Needed)
            error.WriteLine($"  {placeholder}: {what}");
        if (!isPulumi)
            error.WriteLine($"Then run this again with --settings {file}.");
    }
}
