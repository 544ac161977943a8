namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>A chain that holds, served once for all tests of a class, none of which changes it.</summary>
public sealed class SharedWorld : IAsyncLifetime
{
    internal VerifiedWorld World { get; private set; } = null!;

    public async ValueTask InitializeAsync() => World = await VerifiedWorld.StartAsync();

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
