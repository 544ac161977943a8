namespace Pulumi.AzureNative.Authorization;

public class RoleAssignment : CustomResource
{
    private const string Token = "azure-native:authorization:RoleAssignment";

    public RoleAssignment(string name, RoleAssignmentArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new RoleAssignmentArgs(), Utilities.Options(options, ""))
    {
    }

    private RoleAssignment(string name, Input<string> id, CustomResourceOptions? options)
        : base(Token, name, null, Utilities.Options(options, id))
    {
    }

    public static RoleAssignment Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    [Output("azureApiVersion")]
    public Output<string> AzureApiVersion { get; private set; } = null!;

    [Output("condition")]
    public Output<string?> Condition { get; private set; } = null!;

    [Output("conditionVersion")]
    public Output<string?> ConditionVersion { get; private set; } = null!;

    [Output("createdBy")]
    public Output<string> CreatedBy { get; private set; } = null!;

    [Output("createdOn")]
    public Output<string> CreatedOn { get; private set; } = null!;

    [Output("delegatedManagedIdentityResourceId")]
    public Output<string?> DelegatedManagedIdentityResourceId { get; private set; } = null!;

    [Output("description")]
    public Output<string?> Description { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("principalId")]
    public Output<string> PrincipalId { get; private set; } = null!;

    [Output("principalType")]
    public Output<string?> PrincipalType { get; private set; } = null!;

    [Output("roleDefinitionId")]
    public Output<string> RoleDefinitionId { get; private set; } = null!;

    [Output("scope")]
    public Output<string> Scope { get; private set; } = null!;

    [Output("systemData")]
    public Output<Outputs.SystemDataResponse> SystemData { get; private set; } = null!;

    [Output("type")]
    public Output<string> Type { get; private set; } = null!;

    [Output("updatedBy")]
    public Output<string> UpdatedBy { get; private set; } = null!;

    [Output("updatedOn")]
    public Output<string> UpdatedOn { get; private set; } = null!;
}

public sealed class RoleAssignmentArgs : ResourceArgs
{
    public RoleAssignmentArgs()
    {
        PrincipalType = "User";
    }

    [Input("condition")]
    public Input<string>? Condition { get; set; }

    [Input("conditionVersion")]
    public Input<string>? ConditionVersion { get; set; }

    [Input("delegatedManagedIdentityResourceId")]
    public Input<string>? DelegatedManagedIdentityResourceId { get; set; }

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("principalId", required: true)]
    public Input<string> PrincipalId { get; set; } = null!;

    [Input("principalType")]
    public InputUnion<string, PrincipalType>? PrincipalType { get; set; }

    [Input("roleAssignmentName")]
    public Input<string>? RoleAssignmentName { get; set; }

    [Input("roleDefinitionId", required: true)]
    public Input<string> RoleDefinitionId { get; set; } = null!;

    [Input("scope", required: true)]
    public Input<string> Scope { get; set; } = null!;

    public static new RoleAssignmentArgs Empty => new();
}
