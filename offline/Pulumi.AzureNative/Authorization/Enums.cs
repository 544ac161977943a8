namespace Pulumi.AzureNative.Authorization;

[EnumType]
public readonly record struct PrincipalType
{
    private readonly string _value;

    private PrincipalType(string value) => _value = value;

    public static PrincipalType AgentServicePrincipal { get; } = new("AgentServicePrincipal");
    public static PrincipalType AgentUser { get; } = new("AgentUser");
    public static PrincipalType Device { get; } = new("Device");
    public static PrincipalType ForeignGroup { get; } = new("ForeignGroup");
    public static PrincipalType Group { get; } = new("Group");
    public static PrincipalType ServicePrincipal { get; } = new("ServicePrincipal");
    public static PrincipalType User { get; } = new("User");

    public static explicit operator string(PrincipalType value) => value._value;

    public override string ToString() => _value;
}
