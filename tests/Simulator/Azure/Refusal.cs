using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

internal static class Refusal
{
    /// <summary>The refusal of a request, once it is certain that it has changed nothing in the whole cloud.</summary>
    public static AzureException Of(World world, Action request)
    {
        var before = Saved(world.Azure);
        var refusal = Assert.Throws<AzureException>(request);
        Assert.Equal(before, Saved(world.Azure));
        return refusal;
    }

    public static void Is(int status, string code, World world, Action request)
    {
        var refusal = Of(world, request);
        Assert.Equal((status, code), (refusal.Status, refusal.SpecificCode));
    }

    public static string Saved(SimulatedAzure azure)
    {
        using var stream = new MemoryStream();
        azure.Save(stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
