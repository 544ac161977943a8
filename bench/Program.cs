using System.CommandLine;
using XtCmkInfra.Bench;
using XtCmkInfra.Bench.Fleet;
using XtCmkInfra.Bench.Programs;
using XtCmkInfra.Bench.Review;
using XtCmkInfra.Bench.Verify;
using XtCmkInfra.Core;

int[] allSizes = [10, 100, 1_000, 4_000];
int[] allFleets = [10, 100, 1_000];
int[] allTenants = [10, 100, 1_000];
const int MostForNode = 1_000;
const int LongPreview = 500;

var sizes = new Option<int[]>("--customers")
{
    Description = "For how many customers.",
    DefaultValueFactory = _ => allSizes,
    AllowMultipleArgumentsPerToken = true,
};
var nodeLimit = new Option<int>("--node-limit")
{
    Description = "Leave Node out beyond so many customers: at 1,000 it takes a minute and gigabytes.",
    DefaultValueFactory = _ => MostForNode,
};
var megabytes = new Option<int>("--megabytes") { Description = "How long the previews are.", DefaultValueFactory = _ => LongPreview };
var accounts = new Option<int[]>("--accounts")
{
    Description = "For how many storage accounts.",
    DefaultValueFactory = _ => allFleets,
    AllowMultipleArgumentsPerToken = true,
};
var tenants = new Option<int[]>("--tenants")
{
    Description = "For how many customers with a tenant each.",
    DefaultValueFactory = _ => allTenants,
    AllowMultipleArgumentsPerToken = true,
};
var json = new Option<bool>("--json") { Description = "Answer in JSON.", Recursive = true };
var file = new Argument<string>("FILE");
var endpoint = new Argument<string>("ENDPOINT");
var certificate = new Argument<string>("CERTIFICATE");

var programs =
    new Command("programs", "The evaluation of both programs beside the same resources on Pulumi's Node.js SDK.") { sizes, nodeLimit };
programs.SetAction(parsed => Answer(parsed, Programs(parsed.GetValue(sizes)!, parsed.GetValue(nodeLimit))));
var review = new Command("review", "The review of long previews beside a bare pass over their bytes and beside jq.") { megabytes };
review.SetAction(parsed => Answer(parsed, Review(parsed.GetValue(megabytes))));
var scan = new Command("scan", "Passes over a file of JSON, as the measurement of the review does in a process of its own.") { file };
scan.Hidden = true;
scan.SetAction(parsed => Console.Out.WriteLine(BarePass.CountTokens(parsed.GetRequiredValue(file))));

var verify = new Command("verify", "The verification of many accounts over HTTPS beside asking for each of them, and of many tenants.")
{
    accounts, tenants,
};
verify.SetAction(async (parsed, _) =>
    Answer(parsed, await VerifyAsync(parsed.GetValue(accounts)!), await TenantsAsync(parsed.GetValue(tenants)!)));
var ask =
    new Command("ask", "Asks for each account, as the measurement of verify does in a process of its own.") { endpoint, certificate, file };
ask.Hidden = true;
ask.SetAction(async (parsed, _) => Console.Out.WriteLine(
    await ResourceByResource.AskAsync(parsed.GetRequiredValue(endpoint), parsed.GetRequiredValue(certificate),
        parsed.GetRequiredValue(file))));

var stacks = new Option<int>("--stacks") { Description = "How many stacks of 250 customers.", DefaultValueFactory = _ => 40 };
var fleet = new Command("fleet", "A fleet of many stacks: up, previewed, reviewed in one run and verified in one run.") { stacks };
fleet.SetAction(async (parsed, _) => Answer(parsed, await FleetAsync(parsed.GetValue(stacks))));

var root = new RootCommand("Measures this project beside its peers: everything, or what is named.") { programs, review, verify, fleet, scan,
    ask, json };
root.SetAction(async (parsed, _) =>
    Answer(parsed, Programs(allSizes, MostForNode), Review(LongPreview), await VerifyAsync(allFleets), await TenantsAsync(allTenants)));
var given = root.Parse(args);
foreach (var error in given.Errors)
    Console.Error.WriteLine($"bench: {error.Message}");
return given.Errors.Count > 0 ? 2 : await given.InvokeAsync();

Report Programs(int[] customers, int mostForNode) => ProgramsReport.Of(Evaluation.Measure(customers, mostForNode));

Report Review(int length) => ReviewReport.Of(Reading.Measure(length));

async Task<Report> FleetAsync(int count) =>
    FleetReport.Of(count, StorageLimits.AccountsOfRegion, await FleetRun.MeasureAsync(count, StorageLimits.AccountsOfRegion));
async Task<Report> TenantsAsync(int[] sizes) => TenantsReport.Of(await VerifyingTenants.MeasureAsync(sizes));

async Task<Report> VerifyAsync(int[] fleets) => VerifyReport.Of(await Verifying.MeasureAsync(fleets));

void Answer(ParseResult parsed, params Report[] reports) =>
    Console.Out.WriteLine(parsed.GetValue(json) ? Report.Json(Tool.Sdk, reports) : Report.Text(Tool.Sdk, reports));
