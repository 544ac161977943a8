using Pulumi;
using XtCmkInfra.CustomerStack;

return await Deployment.RunAsync(
    () => CustomerStack.DeclareAsync(CustomerSettings.Read((scope, name) => new Config(scope).Get(name))));
