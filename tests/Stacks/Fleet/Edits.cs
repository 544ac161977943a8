namespace XtCmkInfra.Tests.Stacks.Fleet;

/// <summary>What an operation changes in the settings of a customer and of its vendor, before the program runs.</summary>
internal static class Edits
{
    public static void Customer(Act act, ModelledCustomer customer, int choice)
    {
        switch (act)
        {
            case Act.Revoke or Act.Grant:
                customer.WantsAccess = act == Act.Grant;
                break;
            case Act.ChangeKey:
                customer.CurrentKey = $"key-{choice % 3}";
                customer.WantedKeys.Add(customer.CurrentKey);
                break;
            case Act.SetFirewall:
                customer.WantsOpenFirewall = choice % 2 == 0;
                break;
        }
    }

    public static void Vendor(Act act, ModelledCustomer customer, int choice, VersionOfKey version)
    {
        switch (act)
        {
            case Act.Pin:
                customer.WantedPin = customer.InUse is { } inUse && choice % 3 > 0 ? inUse : version;
                break;
            case Act.Unpin:
                customer.WantedPin = null;
                break;
            case Act.UseMicrosoftManaged or Act.UseCustomerManaged:
                customer.WantsMicrosoft = act == Act.UseMicrosoftManaged;
                break;
            case Act.ChangeIdentity:
                customer.WantedIdentity = choice % 3;
                break;
            case Act.SetTag:
                customer.WantedTag = choice;
                break;
        }
    }

    /// <summary>One of the versions of all keys.</summary>
    public static VersionOfKey SomeVersion(ModelledCustomer customer, int choice)
    {
        var key = $"key-{choice % customer.Keys.Count}";
        if (!customer.Keys.TryGetValue(key, out var found))
            (key, found) = customer.Keys.First();
        return new VersionOfKey(key, found.Latest - choice / 3 % Math.Min(found.Versions, 3));
    }
}
