namespace Pulumi.AzureAD.Outputs;

[OutputType]
public sealed class ApplicationPassword
{
    public readonly string DisplayName;
    public readonly string? EndDate;
    public readonly string? KeyId;
    public readonly string? StartDate;
    public readonly string? Value;

    [OutputConstructor]
    private ApplicationPassword(string displayName, string? endDate, string? keyId, string? startDate, string? value)
    {
        DisplayName = displayName;
        EndDate = endDate;
        KeyId = keyId;
        StartDate = startDate;
        Value = value;
    }
}
