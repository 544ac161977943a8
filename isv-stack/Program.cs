using Pulumi;
using XtCmkInfra.IsvStack;

return await Deployment.RunAsync(() => IsvStack.DeclareAsync(
    IsvSettings.Read((scope, name) => new Config(scope).Get(name), () => Deployment.Instance.RootDirectory)));
