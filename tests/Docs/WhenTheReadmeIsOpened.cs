namespace XtCmkInfra.Tests.Docs;

/// <summary>The first page: short, with pictures that load fast.</summary>
public sealed class WhenTheReadmeIsOpened
{
    private const int MostLines = 150;
    private const int MostBytes = 150_000;

    [Fact]
    public void It_is_short() => Assert.InRange(Documents.Read("README.md").Split('\n').Length, 1, MostLines);

    [Fact]
    public void Each_picture_is_shown_and_small() => Assert.All(
        Directory.GetFiles(Path.Combine(Repository.Root, "docs", "images")),
        file =>
        {
            Assert.Contains($"](docs/images/{Path.GetFileName(file)})", Documents.Read("README.md"));
            Assert.InRange(new FileInfo(file).Length, 1, MostBytes);
        });
}
