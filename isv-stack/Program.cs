using Pulumi;
using XtCmkInfra.Core;
using XtCmkInfra.IsvStack;

return await Deployment.RunAsync(() => IsvStack.DeclareAsync(
    IsvSettings.Read(SettingSource.OfEngine(), () => Deployment.Instance.RootDirectory)));
