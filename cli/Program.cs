using XtCmkInfra.Cli;

using var signals = new StopSignals();
return await CommandLine.RunAsync(CommandContext.OfProcess(), args, signals.Token);
