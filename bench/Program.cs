using System.CommandLine;
using XtCmkInfra.Bench;

var sizes = new Option<int[]>("--customers")
{
    Description = "For how many customers.",
    DefaultValueFactory = _ => [10, 100, 1_000, 4_000],
    AllowMultipleArgumentsPerToken = true,
};
var nodeLimit = new Option<int>("--node-limit")
{
    Description = "Leave Node out beyond so many customers: at 1,000 it takes a minute and gigabytes.",
    DefaultValueFactory = _ => 1_000,
};
var json = new Option<bool>("--json") { Description = "Answer in JSON." };

var root = new RootCommand("Measures the evaluation of both programs beside the same resources on Pulumi's Node.js SDK.") { sizes, nodeLimit, json };
root.SetAction(parsed =>
{
    var rows = Evaluation.Measure(parsed.GetValue(sizes)!, parsed.GetValue(nodeLimit));
    Console.Out.WriteLine(parsed.GetValue(json) ? Report.Json(rows) : Report.Text(rows));
});
var given = root.Parse(args);
foreach (var error in given.Errors)
    Console.Error.WriteLine($"bench: {error.Message}");
return given.Errors.Count > 0 ? 2 : given.Invoke();
