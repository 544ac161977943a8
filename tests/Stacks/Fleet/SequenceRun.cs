using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Tests.Stacks.Fleet;

/// <summary>Does every operation of a sequence twice, on the simulator and in the model, and compares the two after each.</summary>
internal sealed class SequenceRun
{
    private readonly SequenceWorld _world;
    private readonly Model _model;
    private readonly Written[] _written;
    private readonly VersionIds _versionIds;

    private SequenceRun(SequenceWorld world)
    {
        _world = world;
        _model = new Model(world.Azure.Clock.GetUtcNow());
        _versionIds = new VersionIds(world, _model);
        _written = [new Written(world.Azure, 0), new Written(world.Azure, 1)];
    }

    public Tally Tally { get; } = new();

    public static async Task<Tally> OfAsync(Sequence sequence)
    {
        var run = new SequenceRun(await SequenceWorld.BeginAsync());
        run._versionIds.Learn(0);
        run._versionIds.Learn(1);
        foreach (var operation in sequence.Operations)
        {
            try
            {
                await run.DoAsync(operation);
                if (operation.Act != Act.WriteBlob)
                    run.Check(operation.Who);
                if (operation.Act is Act.WaitHours or Act.WaitDays or Act.SpoilSubject or Act.MakeSingleTenant)
                    run.Check(1 - operation.Who);
            }
            catch (Exception wrong)
            {
                throw new InvalidOperationException($"After {operation}: {wrong.Message}", wrong);
            }
        }

        run._world.MendEverything(run._model);
        foreach (var written in run._written)
            written.CheckAll();
        return run.Tally;
    }

    private async Task DoAsync(Operation operation)
    {
        var (act, who, choice) = operation;
        var customer = _model.Customers[who];
        var identity = choice % _model.Subjects.Count;
        var version = Edits.SomeVersion(customer, choice);
        switch (act)
        {
            case Act.WriteBlob:
                Agree(_model.IsReadable(customer), _written[who].Write);
                break;
            case Act.WaitHours or Act.WaitDays:
                Wait(act == Act.WaitHours ? TimeSpan.FromHours(choice * 3) : TimeSpan.FromDays(choice));
                break;
            case Act.SpoilSubject or Act.MendSubject:
                _world.SetSubject(identity, _model.Subjects[identity] = act == Act.MendSubject);
                break;
            case Act.MakeSingleTenant or Act.MakeMultitenant:
                _world.SetMultitenant(_model.Multitenant = act == Act.MakeMultitenant);
                break;
            case Act.DisablePrincipal or Act.EnablePrincipal:
                _world.SetPrincipal(who, customer.PrincipalEnabled = act == Act.EnablePrincipal);
                break;
            case Act.ShutTrustedServicesOut or Act.LetTrustedServicesIn:
                LetTrustedServicesIn(who, act == Act.LetTrustedServicesIn);
                break;
            case Act.RemoveGrant:
                RemoveGrant(who, version.Key);
                break;
            case Act.SwitchAccountToMicrosoft:
                var before = _world.LiveAccount(who);
                if (!Agree(_model.SwitchToMicrosoft(customer), () => _world.SwitchToMicrosoft(who)))
                    AssertUnchanged(before, who);
                break;
            case Act.AddIdentity or Act.RefreshIdentities:
                _model.WantedIdentities += act == Act.AddIdentity && _model.WantedIdentities < 4 ? 1 : 0;
                await UpTwiceAsync(_model.UpIdentities, refresh => _world.UpIdentitiesAsync(_model, refresh), act == Act.RefreshIdentities);
                break;
            case Act.RotateKey or Act.DisableVersion or Act.EnableVersion or Act.DeleteKey or Act.RecoverKey:
                Operate(act, who, version);
                break;
            case Act.Revoke or Act.Grant or Act.ChangeKey or Act.SetFirewall or Act.RefreshCustomer:
                Edits.Customer(act, customer, choice);
                var isUp = await UpTwiceAsync(
                    refresh => _model.UpCustomer(customer, refresh),
                    refresh => _world.UpCustomerAsync(_model, who, refresh),
                    act == Act.RefreshCustomer);
                if (!isUp)
                    _model.LearnWhatWasDone(_world, who);
                break;
            default:
                Edits.Vendor(act, customer, choice, version);
                await UpVendorAsync(who, act == Act.RefreshVendor);
                break;
        }
    }

    private void Wait(TimeSpan span)
    {
        _world.Azure.Clock.Advance(span);
        _model.Wait(span);
    }

    private void LetTrustedServicesIn(int who, bool letIn)
    {
        var customer = _model.Customers[who];
        customer.Firewall = customer.Firewall with { TrustsServices = letIn };
        _world.EditVault(who, properties => properties["networkAcls"]!["bypass"] = letIn ? "AzureServices" : "None");
    }

    private void RemoveGrant(int who, string key)
    {
        var customer = _model.Customers[who];
        customer.Grants.Remove(customer.GrantOf(key));
        if (customer.ByPolicy)
        {
            _world.EditVault(who, properties => properties["accessPolicies"] = new JsonArray());
            return;
        }

        foreach (var id in _world.LiveGrants(who, key).ToList())
            _world.Azure.ResourceManager.Delete(id, "2022-04-01");
    }

    private void Operate(Act act, int who, VersionOfKey which)
    {
        var key = _model.Customers[who].Keys[which.Key];
        var uri = SequenceWorld.Key(who, which.Key);
        var version = act is Act.DisableVersion or Act.EnableVersion ? KeyUri.Parse($"{uri}/{_versionIds[who, which]}").Value! : uri;
        var vault = _world.Azure.KeyVault;
        switch (act)
        {
            case Act.RotateKey:
                if (Agree(!key.Deleted && key.IsEnabled(key.Latest), () => vault.RotateKey(Caller.Operator, uri)))
                    key.AddVersion(_model.Now);
                break;
            case Act.DisableVersion or Act.EnableVersion:
                if (Agree(!key.Deleted, () => vault.SetEnabled(Caller.Operator, version, act == Act.EnableVersion)))
                    key.SetEnabled(which.Version, act == Act.EnableVersion);
                break;
            case Act.DeleteKey:
                if (Agree(!key.Deleted, () => vault.DeleteKey(Caller.Operator, uri)))
                    key.SetDeleted(true);
                break;
            case Act.RecoverKey:
                if (Agree(key.Deleted, () => vault.RecoverDeletedKey(Caller.Operator, uri)))
                    key.SetDeleted(false);
                break;
        }
    }

    private async Task UpVendorAsync(int who, bool refresh)
    {
        var before = _world.LiveAccount(who);
        var customer = _model.Customers[who];
        var isUp = await UpTwiceAsync(
            again => _model.UpVendor(customer, again),
            again => _world.UpVendorAsync(_model, who, again, version => _versionIds[who, version]),
            refresh);
        if (!isUp)
            AssertUnchanged(before, who);
        else
        {
            var expectation = _world.VendorsStack(who).Outputs["accounts"]![who == 0 ? "fabrikam" : "northwind"]!;
            Assert.Equal(customer.WantsMicrosoft ? "microsoft-managed" : "customer-managed", expectation["state"]!.GetValue<string>());
            if (refresh)
                Assert.Equal(customer.WantsMicrosoft, KeySource(who) == "Microsoft.Storage");
        }
    }

    /// <summary>
    /// A run of a program, and where it goes well the same again, which must change nothing; one that has changed nothing says the same
    /// already.
    /// </summary>
    private async Task<bool> UpTwiceAsync(Func<bool, bool> expect, Func<bool, Task<IReadOnlyList<ResourceStep>>> upAsync, bool refresh)
    {
        var expected = expect(refresh);
        DeploymentException? refusal = null;
        IReadOnlyList<ResourceStep> steps = [];
        try
        {
            steps = await upAsync(refresh);
        }
        catch (DeploymentException refused)
        {
            refusal = refused;
        }

        Assert.True(expected == refusal is null, $"expected to go well: {expected}, but: {refusal?.Message ?? "it went well"}");
        Tally.Count(refusal is null ? Tally.Up : Tally.RefusedUp);
        if (TwoTenants.Changes(steps).Any())
            Assert.Empty(TwoTenants.Changes(await upAsync(refresh)));
        return expected;
    }

    /// <summary>
    /// Holds the account against the model: whether its data can be read, who keeps its key, and which version is in use.
    /// </summary>
    private void Check(int who)
    {
        _versionIds.Learn(who);
        var customer = _model.Customers[who];
        var isReadable = _model.IsReadable(customer);
        Tally.Count(isReadable ? Tally.Readable : Tally.Unreadable);
        Agree(isReadable, _written[who].CheckOne);
        var encryption = _world.LiveAccount(who)["properties"]!["encryption"]!;
        Assert.Equal(customer.Live.Key is null ? "Microsoft.Storage" : "Microsoft.Keyvault", encryption["keySource"]!.GetValue<string>());
        Assert.Equal(
            customer.InUse is { } version ? $"{SequenceWorld.Key(who, version.Key)}/{_versionIds[who, version]}" : null,
            (string?)encryption["keyvaultproperties"]?["currentVersionedKeyIdentifier"]);
    }

    private void AssertUnchanged(JsonObject before, int who) =>
        Assert.True(JsonNode.DeepEquals(before, _world.LiveAccount(who)), "the refused change has changed the account");

    private string KeySource(int who) => _world.LiveAccount(who)["properties"]!["encryption"]!["keySource"]!.GetValue<string>();

    private static bool Agree(bool expected, Action act)
    {
        AzureException? refusal = null;
        try
        {
            act();
        }
        catch (AzureException refused)
        {
            refusal = refused;
        }

        Assert.True(expected == refusal is null, $"expected to go well: {expected}, but: {refusal?.ToString() ?? "it went well"}");
        return expected;
    }
}
