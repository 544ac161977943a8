using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>What can be done with a key, under its names in Azure RBAC, in access policies and on the key itself.</summary>
/// <param name="Name">As error messages have it.</param>
/// <param name="DataAction">Of Azure RBAC, after Microsoft.KeyVault/vaults/.</param>
/// <param name="Permission">Of an access policy.</param>
/// <param name="KeyOp">Of the key's own list of operations; null where the list does not matter.</param>
/// <param name="IsForOldAndNew">Whether it also works before the key is valid and after it has expired.</param>
internal sealed record KeyOperation(string Name, string DataAction, string Permission, string? KeyOp = null, bool IsForOldAndNew = false)
{
    public static readonly KeyOperation Get = new("get", "keys/read", "get");
    public static readonly KeyOperation List = new("list", "keys/read", "list");
    public static readonly KeyOperation Create = new("create", "keys/create/action", "create");
    public static readonly KeyOperation Update = new("update", "keys/update/action", "update");
    public static readonly KeyOperation Delete = new("delete", "keys/delete", "delete");
    public static readonly KeyOperation Recover = new("recover", "keys/recover/action", "recover");
    public static readonly KeyOperation Purge = new("purge", "keys/purge/action", "purge");
    public static readonly KeyOperation GetDeleted = new("get deleted", "keys/read", "get");
    public static readonly KeyOperation ListDeleted = new("list deleted", "keys/read", "list");
    public static readonly KeyOperation Rotate = new("rotate", "keys/rotate/action", "rotate");
    public static readonly KeyOperation GetRotationPolicy = new("getrotationpolicy", "keyrotationpolicies/read", "getrotationpolicy");
    public static readonly KeyOperation SetRotationPolicy = new("setrotationpolicy", "keyrotationpolicies/write", "setrotationpolicy");
    public static readonly KeyOperation WrapKey = new("wrapKey", "keys/wrap/action", "wrapKey", "wrapKey");
    public static readonly KeyOperation UnwrapKey = new("unwrapKey", "keys/unwrap/action", "unwrapKey", "unwrapKey", IsForOldAndNew: true);

    /// <summary>What Azure Storage does with a key that it takes into use.</summary>
    public static readonly IReadOnlyList<KeyOperation> OfStorage =
        [.. KeyPermissionNames.Needed.Select(name => new[] { Get, WrapKey, UnwrapKey }.Single(operation => operation.Permission == name))];

    /// <summary>The permissions on keys that an access policy can give.</summary>
    public static readonly IReadOnlyList<string> Permissions =
    [
        "encrypt", "decrypt", "wrapKey", "unwrapKey", "sign", "verify", "get", "list", "create", "update", "import", "delete", "backup",
        "restore", "recover", "purge", "release", "rotate", "getrotationpolicy", "setrotationpolicy",
    ];

    /// <summary>The operations that a key can allow, and those that an RSA key allows by default.</summary>
    public static readonly IReadOnlyList<string> OfRsaKeys = ["encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey"];

    public override string ToString() => Name;
}
