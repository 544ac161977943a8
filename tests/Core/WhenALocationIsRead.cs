using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Core;

public sealed class WhenALocationIsRead
{
    [Theory]
    [InlineData("public", "westeurope", "westeurope")]
    [InlineData("public", "West Europe", "westeurope")]
    [InlineData("public", "EASTUS2", "eastus2")]
    [InlineData("usgovernment", "usgovvirginia", "usgovvirginia")]
    [InlineData("china", "China North 3", "chinanorth3")]
    public void A_region_of_the_cloud_is_accepted_as_Azure_writes_it(string cloud, string location, string name) =>
        Assert.Equal(name, Regions.Of(Cloud.Parse(cloud).Value!)(location).Value);

    [Theory]
    [InlineData("public", "westeurop", "did you mean westeurope?")]
    [InlineData("public", "null", "is not a location of the cloud 'public'")]
    [InlineData("public", "atlantis", "use the short name of a region")]
    [InlineData("public", "usgovvirginia", "is a location of the cloud 'usgovernment', not of 'public'")]
    [InlineData("china", "westeurope", "is a location of the cloud 'public', not of 'china'")]
    public void Any_other_is_refused_with_what_was_meant(string cloud, string location, string sentence) =>
        Assert.Contains(sentence, Regions.Of(Cloud.Parse(cloud).Value!)(location).Mistake);
}
