namespace Pulumi.AzureNative.Authorization.Outputs;

[OutputType]
public sealed class SystemDataResponse
{
    public readonly string? CreatedAt;
    public readonly string? CreatedBy;
    public readonly string? CreatedByType;
    public readonly string? LastModifiedAt;
    public readonly string? LastModifiedBy;
    public readonly string? LastModifiedByType;

    [OutputConstructor]
    private SystemDataResponse(
        string? createdAt, string? createdBy, string? createdByType, string? lastModifiedAt, string? lastModifiedBy,
        string? lastModifiedByType)
    {
        CreatedAt = createdAt;
        CreatedBy = createdBy;
        CreatedByType = createdByType;
        LastModifiedAt = lastModifiedAt;
        LastModifiedBy = lastModifiedBy;
        LastModifiedByType = lastModifiedByType;
    }
}
