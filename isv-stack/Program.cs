using Pulumi;
using XtCmkInfra.Core;
using XtCmkInfra.VendorStack;

return await Deployment.RunAsync(() => VendorStack.DeclareAsync(
    VendorSettings.Read(SettingSource.OfEngine(), () => Deployment.Instance.RootDirectory)));
