namespace XtCmkInfra.Cli.Bundle.Portal;

/// <summary>One numbered step of the page.</summary>
/// <param name="Body">What to do, as HTML.</param>
/// <param name="Expect">What is to be seen after it, as HTML.</param>
internal sealed record PortalStep(string Title, string Body, string Expect)
{
    public string ToHtml() => $"""
        <li>
        <h2>{HtmlText.Of(Title)}</h2>
        {Body}
        <p class="expect"><strong>Then you see:</strong> {Expect}</p>
        </li>
        """;
}
