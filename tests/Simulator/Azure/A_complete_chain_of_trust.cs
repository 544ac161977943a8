namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_complete_chain_of_trust
{
    [Fact]
    public void What_is_written_can_be_read()
    {
        var world = World.Complete();

        world.Write("the customer's data");

        Assert.Equal("the customer's data", world.Read());
    }
}
