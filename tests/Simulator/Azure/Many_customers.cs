using System.Security.Cryptography;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class Many_customers
{
    private const int Count = 300;

    [Fact]
    public void Cost_no_key_pair_until_there_is_data()
    {
        var world = With(Count, _ => throw new InvalidOperationException("A key pair was made."));
        for (var number = 0; number < Count; number++)
            world.KeyVault.RotateKey(Caller.Operator, KeyOf(number));

        world.Clock.Advance(TimeSpan.FromDays(2));

        for (var number = 0; number < Count; number++)
            Assert.Equal(world.KeyVault.GetKey(Caller.Operator, KeyOf(number)).Id, world.Storage.Inspect($"st{number}").KeyInUse);
    }

    [Fact]
    public async Task Can_be_served_at_the_same_time()
    {
        const int Accounts = 5;
        const int Steps = 60;
        var azure = With(Accounts, Pool.Source());

        await Parallel.ForAsync(0, Steps, TestContext.Current.CancellationToken, (step, _) =>
        {
            var (account, blob) = ($"st{step % Accounts}", $"blob-{step}");
            azure.Storage.WriteBlob(account, blob, [(byte)step]);
            if (step % 10 == 0)
                azure.KeyVault.RotateKey(Caller.Operator, KeyOf(step % Accounts));
            if (step % 25 == 0)
                azure.Clock.Advance(TimeSpan.FromHours(5));
            Assert.Equal((byte)step, Assert.Single(azure.Storage.ReadBlob(account, blob)));
            return ValueTask.CompletedTask;
        });

        for (var step = 0; step < Steps; step++)
            Assert.Equal((byte)step, Assert.Single(azure.Storage.ReadBlob($"st{step % Accounts}", $"blob-{step}")));
    }

    private static KeyUri KeyOf(int number) => KeyUri.Parse($"https://kv-fabrikam.vault.azure.net/keys/cmk-{number}").Value!;

    private static SimulatedAzure With(int count, Func<int, RSA> keyPairs)
    {
        var world = new World(keyPairs: keyPairs).WithIdentity().WithServicePrincipal().WithVault();
        world.Azure.MostAccountsOfRegion = Count;
        for (var number = 0; number < count; number++)
        {
            var key = $"{World.VaultId}/keys/cmk-{number}";
            world.Put(key, World.Vaults, """{ "properties": { "kty": "RSA" } }""");
            world.WithRole($"{key}/providers/Microsoft.Authorization/roleAssignments/0f0f0f0f-0000-4000-8000-{number:D12}");
            world.Azure.ResourceManager.Put(
                $"{World.VendorGroup}/providers/Microsoft.Storage/storageAccounts/st{number}",
                World.Accounts,
                world.AccountBody(key: KeyOf(number)));
        }

        return world.Azure;
    }
}
