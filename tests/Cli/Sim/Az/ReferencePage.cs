using System.Text;
using XtCmkInfra.Cli.Sim.Az;
using XtCmkInfra.Cli.Sim.Az.Commands;
using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Cli.Sim.Az;

/// <summary>docs/simulate.md, whose list of commands is made from the table of commands.</summary>
internal static class ReferencePage
{
    public static string Text()
    {
        var page = new StringBuilder(Introduction);
        foreach (var group in AzCommands.All.GroupBy(command => command.Path[0]))
        {
            page.Append($"\n### az {group.Key}\n\n| command | what it does | options |\n|---|---|---|\n");
            foreach (var command in group)
                page.Append($"| `{command.Name}` | {command.Summary} | {string.Join(' ', command.Options.Select(Option))} |\n");
        }

        return page.Append(NotModelled).ToString();
    }

    private static string Option(AzOption option) => $"`{string.Join("`/`", option.Names)}`{(option.IsRequired ? "!" : "")}";

    private static readonly string Introduction = $$"""
        # Simulated tenants by hand

        `xtcmk sim az` carries out commands of the Azure CLI on the simulated tenants that `.xtcmk` keeps: whatever an administrator of either tenant
        might do by hand. Commands, options, defaults and the JSON that comes back follow the Azure CLI's reference (version {{Accounts.Version}}).
        A script runs unchanged with this function:

            az() { xtcmk sim az "$@"; }
            az login
            az account set --subscription 3e5a7c91-8d2f-4b60-a1e4-5c6d7e8f9a0b
            az keyvault list --output tsv --query '[].name'

        - **Tenants.** The first command makes those that the settings of the two dev stacks name. `xtcmk sim tenant TENANT-ID --subscription ID` adds
          others. `xtcmk sim az --state FOLDER ...` works on another folder than `.xtcmk`; then no project is needed.
        - **Who is signed in.** One person, with the object id `{{SimulatedOperator.Person}}` in every tenant, whom the settings of
          the customer's dev stack name as their crypto officer. Azure Resource Manager and Microsoft Graph let this person do everything. Keys
          and blobs do not: there the person needs roles or access policies, as in Azure, and calls from the address 203.0.113.7, which a vault's
          firewall must let in.
        - **Where one is.** `az login --tenant`, `az account set` and `--subscription` change the tenant and the subscription; `.xtcmk/az.json` keeps it.
        - **Output.** `--output json|jsonc|tsv|none`, and `--query` with any JMESPath expression. A value that begins with `@` names a file with the value.
        - **Errors.** On stderr as the Azure CLI writes them, with Azure's codes and the simulator's words. Exit codes: 1 for a refusal, 2 for a line that
          cannot be understood, 3 for something to show that is not there.
        - **Time.** `xtcmk sim advance 1d` (or P90D, PT36H, 90m, 2w) lets time pass and prints what happened: daily looks at keys, rotations,
          versions that expired, and the ends of retention.

        While `xtcmk sim serve` serves a folder, commands that change something are refused: end it first.

        ## Commands

        An exclamation mark stands after options that must be there. Every command takes `--query`, `--output`/`-o`, `--subscription`,
        `--only-show-errors`, `--verbose` and `--debug` besides. `xtcmk sim az GROUP --help` lists the commands of a group.

        """;

    private const string NotModelled = """

        ## Not modelled

        What is not listed is refused by name, with exit code 2: other commands, other options, and the outputs `table` and `yaml`. Besides:

        - Signing in as an application, by certificate or managed identity. A password that `ad app credential reset` makes opens nothing.
        - Of applications: URIs, web settings, permissions, owners and roles. Of service principals: everything but `accountEnabled`.
        - Built-in roles that have nothing to do with keys, blobs or their administration (`az role definition list` lists those that are known), conditions
          of role assignments, and management groups. Azure Resource Manager asks for no role.
        - Secrets and certificates in vaults; importing, exporting, backing up and restoring keys; keys other than RSA; virtual networks and private
          endpoints; the firewall of a managed HSM.
        - The security domain of a managed HSM. `az keyvault security-domain download` activates it and takes any three files for wrapping keys; what it
          writes restores nothing.
        - Account keys and shared access signatures: `az storage blob` needs `--auth-mode login`. Encryption scopes, and the firewall of a storage account.
        - `az rest` reaches Azure Resource Manager only; PATCH is for storage accounts.
        - What Azure answers as null or not at all in these subjects, such as `systemData`, ETags and request ids, is left out or null.
        """ + "\n";
}
