namespace Pulumi.AzureAD.Inputs;

public sealed class ApplicationPasswordArgs : ResourceArgs
{
    [Input("displayName", required: true)]
    public Input<string> DisplayName { get; set; } = null!;

    [Input("endDate")]
    public Input<string>? EndDate { get; set; }

    [Input("keyId")]
    public Input<string>? KeyId { get; set; }

    [Input("startDate")]
    public Input<string>? StartDate { get; set; }

    [Input("value")]
    private Input<string>? _value;

    public Input<string>? Value
    {
        get => _value;
        set => _value = value is null ? null : (Input<string>)Output.CreateSecret(value.ToOutput());
    }

    public static new ApplicationPasswordArgs Empty => new();
}

public sealed class ApplicationPasswordGetArgs : ResourceArgs
{
    [Input("displayName", required: true)]
    public Input<string> DisplayName { get; set; } = null!;

    [Input("endDate")]
    public Input<string>? EndDate { get; set; }

    [Input("keyId")]
    public Input<string>? KeyId { get; set; }

    [Input("startDate")]
    public Input<string>? StartDate { get; set; }

    [Input("value")]
    private Input<string>? _value;

    public Input<string>? Value
    {
        get => _value;
        set => _value = value is null ? null : (Input<string>)Output.CreateSecret(value.ToOutput());
    }

    public static new ApplicationPasswordGetArgs Empty => new();
}
