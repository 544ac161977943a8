namespace Pulumi;

internal static class NameOnly
{
    public const string Why =
        "The stand-ins have only the name of this type, so that two namespaces that clash do so here too: use it with the published packages.";
}
