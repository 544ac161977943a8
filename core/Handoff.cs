namespace XtCmkInfra.Core;

/// <summary>
/// What the vendor (ISV) gives its customer: enough to install the vendor's application and to check that it is the right one.
/// Nothing in it is secret. In a stack it is the output <see cref="OutputName"/>.
/// </summary>
/// <param name="Cloud">The cloud of the vendor's tenant; the customer's must be the same.</param>
/// <param name="TenantId">The vendor's tenant.</param>
/// <param name="ApplicationId">The client id of the vendor's multitenant application; the same in both tenants.</param>
/// <param name="ApplicationName">The application's display name, for people.</param>
public sealed record VendorHandoff(Cloud Cloud, TenantId TenantId, ApplicationId ApplicationId, string ApplicationName)
{
    public const string OutputName = "handoff";

    /// <summary>The output with the handoff records of applications that belong to one customer, by the customer's name.</summary>
    public const string CustomersOutputName = "customerHandoffs";
    public const string Schema = "xtcmk/isv/1";

    /// <summary>Reads and checks a handoff record, from settings or from another stack's output; null where a mistake was found.</summary>
    public static VendorHandoff? Read(ObjectReader reader)
    {
        Handoffs.CheckSchema(reader, Schema, CustomerHandoff.Schema);
        var cloud = reader.Required("cloud", Cloud.Parse, "the cloud of the vendor's tenant");
        var tenant = reader.Required("tenantId", Core.TenantId.Parse, "the vendor's tenant id");
        var application = reader.Required("applicationId", Core.ApplicationId.Parse, "the application (client) id");
        var name = reader.Required("applicationName", AzureNames.DisplayName, "the application's display name");
        reader.RefuseOthers();
        return cloud is null || tenant is null || application is null || name is null
            ? null
            : new VendorHandoff(cloud, tenant, application, name);
    }
}

/// <summary>
/// What the customer gives its vendor: where the key is, and as whom the vendor's application is known in the customer's tenant.
/// Nothing in it is secret. In a stack it is the output <see cref="OutputName"/>.
/// </summary>
/// <param name="TenantId">The customer's tenant, where the vault is.</param>
/// <param name="KeyUri">The key without a version, so that rotations are followed.</param>
/// <param name="ServicePrincipalObjectId">
/// The object id, in the customer's tenant, of the service principal of the vendor's application. Evidence for people and for
/// verification; Azure Storage does not ask for it.
/// </param>
/// <param name="ApplicationId">
/// The vendor's application that may use the key; null in a record of the first version, which does not name it.
/// </param>
public sealed record CustomerHandoff(
    TenantId TenantId, KeyUri KeyUri, ObjectId ServicePrincipalObjectId, ApplicationId? ApplicationId = null)
{
    public const string OutputName = "handoff";
    public const string Schema = "xtcmk/customer/2";
    private const string FirstSchema = "xtcmk/customer/1";

    /// <summary>Reads and checks a handoff record, from settings or from another stack's output; null where a mistake was found.</summary>
    public static CustomerHandoff? Read(ObjectReader reader)
    {
        var schema = Handoffs.CheckSchema(reader, Schema, VendorHandoff.Schema, FirstSchema);
        var tenant = reader.Required("tenantId", Core.TenantId.Parse, "the customer's tenant id");
        var key = reader.Required("keyUri", Core.KeyUri.Parse, "the key's URI without a version");
        var principal = reader.Required(
            "servicePrincipalObjectId", ObjectId.Parse, "the object id of the application's service principal in the customer's tenant");
        var application = schema == Schema
            ? reader.Required("applicationId", Core.ApplicationId.Parse, "the client id of the application that may use the key")
            : null;
        reader.RefuseOthers();
        if (key?.Version is not null)
            reader.Refuse("keyUri", $"'{key}' has a version; hand over {key.WithoutVersion}, and let the vendor pin a version if it must");
        return tenant is null || key is null || principal is null || (schema == Schema && application is null)
            ? null
            : new CustomerHandoff(tenant, key.WithoutVersion, principal, application);
    }
}

internal static class Handoffs
{
    /// <param name="earlier">An older version that is read as well.</param>
    /// <returns>Which version it is; null where that is a mistake.</returns>
    public static string? CheckSchema(ObjectReader reader, string expected, string otherSide, string? earlier = null)
    {
        var schema = reader.Required<string>("schema", text => text, $"'{expected}', as the other side's stack prints it");
        if (schema is null || schema == expected || schema == earlier)
            return schema;
        reader.Refuse("schema", IsOf(schema, otherSide)
            ? $"'{schema}' is a handoff record of your own side; '{expected}' from the other side is needed"
            : $"'{schema}' is not known to this version, which reads '{expected}'");
        return null;
    }

    /// <summary>Whether a record is of a side, in whatever version.</summary>
    private static bool IsOf(string schema, string side) =>
        schema.StartsWith(side[..(side.LastIndexOf('/') + 1)], StringComparison.Ordinal);
}
