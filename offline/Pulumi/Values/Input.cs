namespace Pulumi;

/// <summary>Lets code that knows no type argument read an input.</summary>
internal interface IInput
{
    IOutput ToOutput();
}

public class Input<T> : IInput
{
    private readonly Output<T>? _output;

    private protected Input()
    {
    }

    private protected Input(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output, "outputValue");
        _output = output;
    }

    private protected virtual Output<T> AsOutput => _output!;

    public static implicit operator Input<T>(T value) => Output.Create(value);

    public static implicit operator Input<T>(Output<T> value) => new(value);

    public static implicit operator Output<T>(Input<T> input) => input.AsOutput;

    IOutput IInput.ToOutput() => AsOutput;
}
