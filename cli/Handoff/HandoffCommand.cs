using System.CommandLine;
using System.Text;
using XtCmkInfra.Cli.Bundle;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Handoff;

/// <summary><c>xtcmk handoff check</c>: what the customer sent, held against the vendor's settings, and written into them.</summary>
internal static class HandoffCommand
{
    public static Command Create(CommandContext context) =>
        new("handoff", "Check what the customer sent back.") { CreateCheck(context) };

    private static Command CreateCheck(CommandContext context)
    {
        var file = new Argument<string>("file")
        {
            Description = "What the customer sent: the record, the outputs of a deployment, or a letter; - is standard input.",
        };
        var customer = new Option<string?>("--customer") { Description = "The customer's name (default: that with the record's tenant)." };
        var add = new Option<string?>("--add") { Description = "Write the record into the entry of this name." };
        var yes = new Option<bool>("--yes") { Description = "Replace a key without a question. A script needs this option." };
        var handoff = new Option<FileInfo?>("--handoff") { Description = "Your own handoff record, which names your application." };
        var stack = new Option<string>("--stack") { Description = "The vendor's stack.", DefaultValueFactory = _ => Projects.DefaultStack };
        var root = Projects.RootOption();
        var command = new Command("check", "Check the customer's handoff record, and add it to your settings.")
        {
            file, customer, add, yes, handoff, stack, root,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var name = parsed.GetValue(file)!;
            var text = await ReadAsync(context, name, cancellation);
            var record = HandoffText.Read(name == "-" ? "standard input" : name, text);
            var vendor = parsed.GetValue(handoff) is { } own ? VendorRecord.Read(own.FullName) : null;
            var folder = Projects.Locate(parsed.GetValue(root));
            var project = Projects.Read(context, folder, parsed.GetValue(stack)!);
            var entry = VendorEntry.Read(project, record, parsed.GetValue(add) ?? parsed.GetValue(customer));
            var mistakes = entry.Mistakes(record, vendor).ToList();
            var isCompared = record.ApplicationId is null || vendor is not null || entry.Application is not null;
            Describe(context.Out, record, entry);
            foreach (var mistake in mistakes)
                context.Out.WriteLine($"Wrong: {mistake}");
            if (mistakes.Count > 0)
                return ExitCode.Findings;
            if (!isCompared)
            {
                throw new BadInputException(
                    $"{name}: whether its application is yours cannot be determined, since the settings do not have its id. "
                    + "Name your own record with --handoff. Nothing was written.");
            }

            if (parsed.GetValue(add) is not null)
                Add(context, project.Directory!, entry, record, parsed.GetValue(yes));
            return ExitCode.Clean;
        });
        return command;
    }

    private static void Add(CommandContext context, string folder, VendorEntry entry, CustomerHandoff record, bool yes)
    {
        var name = entry.Entry!.Name;
        if (entry.Key is { } known && !known.Key.IsSameKeyAs(record.KeyUri) && !yes)
        {
            var what = $"Replace the key of {name}, {known.Key}, with {record.KeyUri}?";
            if (context.Ask is null)
                throw new BadInputException($"{what} Nothing was written. Without a terminal, confirm with --yes.");
            if (context.Ask($"{what} [y/N] ")?.Trim().ToLowerInvariant() is not ("y" or "yes"))
                throw new BadInputException("Nothing was written.");
        }

        var file = EntryFile.Of(folder, entry.Stack, name);
        context.Out.WriteLine(file.Write(record, () => VendorEntry.Read(Projects.Read(context, folder, entry.Stack), record, name))
            ? $"Written into {file.Path}. Read it ('git diff'), and run 'pulumi up'."
            : $"{file.Path} has this record already.");
    }

    private static void Describe(TextWriter output, CustomerHandoff record, VendorEntry entry)
    {
        output.WriteLine($"tenant             {record.TenantId}");
        output.WriteLine($"key                {record.KeyUri}");
        output.WriteLine($"service principal  {record.ServicePrincipalObjectId}");
        if (record.ApplicationId is { } application)
            output.WriteLine($"application        {application}");
        if (entry.Entry is { } its)
            output.WriteLine($"entry              {its.Name}, {KeyOf(entry, record)}");
    }

    private static string KeyOf(VendorEntry entry, CustomerHandoff record) => entry.KeyStack is { } stack
        ? $"which takes its key from the stack {stack}"
        : entry.Key is not { } key ? "which is awaiting its key"
        : key.Key.IsSameKeyAs(record.KeyUri) ? "which has this key" : $"which has the key {key.Key}";

    /// <exception cref="BadInputException">The file cannot be read, or is no text.</exception>
    private static async Task<string> ReadAsync(CommandContext context, string name, CancellationToken cancellation)
    {
        try
        {
            var open = await context.OpenerAsync([name], cancellation);
            using var reader = new StreamReader(open(name), new UTF8Encoding(false, throwOnInvalidBytes: true));
            return await reader.ReadToEndAsync(cancellation);
        }
        catch (DecoderFallbackException)
        {
            throw new BadInputException($"{name}: is not text in UTF-8.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{name}: cannot be read ({unreadable.Message})");
        }
    }
}
