namespace Pulumi;

public class RunException : Exception
{
    public RunException(string message) : base(message)
    {
    }

    public RunException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    public static RunException OutputsHaveIncorrectType(IEnumerable<string> outputAttributeNames) =>
        new($"[Output] belongs on an Output<T>, which these are not: '{string.Join("', '", outputAttributeNames)}'.");
}

public class ResourceException(string message, Resource? resource, bool hideStack = false) : Exception(message)
{
    internal Resource? Resource { get; } = resource;

    internal bool HideStack { get; } = hideStack;
}

public class LogException(Exception exception) : Exception($"The engine took no message: {exception.Message}", exception);
