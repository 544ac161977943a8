using Pulumi;
using XtCmkInfra.Core;
using XtCmkInfra.CustomerStack;

return await Deployment.RunAsync(() => CustomerStack.DeclareAsync(CustomerSettings.Read(SettingSource.OfEngine()), TimeProvider.System));
