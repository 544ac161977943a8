using System.CommandLine;
using XtCmkInfra.Bench;
using XtCmkInfra.Bench.Programs;
using XtCmkInfra.Bench.Review;

int[] allSizes = [10, 100, 1_000, 4_000];
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
var json = new Option<bool>("--json") { Description = "Answer in JSON.", Recursive = true };
var file = new Argument<string>("FILE");

var programs = new Command("programs", "The evaluation of both programs beside the same resources on Pulumi's Node.js SDK.") { sizes, nodeLimit };
programs.SetAction(parsed => Answer(parsed, Programs(parsed.GetValue(sizes)!, parsed.GetValue(nodeLimit))));
var review = new Command("review", "The review of long previews beside a bare pass over their bytes and beside jq.") { megabytes };
review.SetAction(parsed => Answer(parsed, Review(parsed.GetValue(megabytes))));
var scan = new Command("scan", "Passes over a file of JSON, as the measurement of the review does in a process of its own.") { file };
scan.Hidden = true;
scan.SetAction(parsed => Console.Out.WriteLine(BarePass.CountTokens(parsed.GetRequiredValue(file))));

var root = new RootCommand("Measures this project beside its peers: everything, or what is named.") { programs, review, scan, json };
root.SetAction(parsed => Answer(parsed, Programs(allSizes, MostForNode), Review(LongPreview)));
var given = root.Parse(args);
foreach (var error in given.Errors)
    Console.Error.WriteLine($"bench: {error.Message}");
return given.Errors.Count > 0 ? 2 : given.Invoke();

Report Programs(int[] customers, int mostForNode) => ProgramsReport.Of(Evaluation.Measure(customers, mostForNode));

Report Review(int length) => ReviewReport.Of(Reading.Measure(length));

void Answer(ParseResult parsed, params Report[] reports) =>
    Console.Out.WriteLine(parsed.GetValue(json) ? Report.Json(reports) : Report.Text(reports));
