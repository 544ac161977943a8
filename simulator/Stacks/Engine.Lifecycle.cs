using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks.Providers;

namespace XtCmkInfra.Simulator.Stacks;

/// <content>What is done with a stack's state without running its program.</content>
public sealed partial class Engine
{
    /// <summary>Looks at what is live, as <c>pulumi refresh</c> does, and takes it into the state unless this is a preview.</summary>
    public StackPreview Refresh(ProjectFiles project, bool preview)
    {
        var stack = Stack(project.Name, project.Stack);
        return Refresh(stack, SignIn(project), preview);
    }

    /// <summary>
    /// Deletes everything that is in the stack, as <c>pulumi destroy</c> does, unless this is a preview or something is protected.
    /// </summary>
    /// <exception cref="DeploymentException">Azure refused; what was deleted before stays deleted.</exception>
    public StackPreview Destroy(ProjectFiles project, bool preview)
    {
        var stack = Stack(project.Name, project.Stack);
        var account = SignIn(project);
        var steps = stack.Resources.Values.Reverse().Select(state => new ResourceStep("delete", state.Key) { Old = state }).ToList();
        var refusals = steps.Where(step => step.Old!.Protect).Select(step => Refusal.Of(step, "deleted")).ToList();
        var result = new StackPreview(stack, steps, refusals, []) { Run = StackRun.Destroy };
        if (preview || refusals.Count > 0)
            return result;
        foreach (var step in steps)
        {
            Delete(account, step.Old!);
            stack.Resources.Remove(step.Key);
        }

        stack.Outputs = [];
        return result;
    }

    /// <summary>
    /// Takes the protection of a resource out of the state, as <c>pulumi state unprotect</c> does; the program's next run restores it.
    /// </summary>
    /// <returns>False where no stack has the resource.</returns>
    public bool Unprotect(string urn)
    {
        foreach (var stack in _stacks.Values)
        {
            if (stack.Resources.Values.FirstOrDefault(state => state.Details?.Urn == urn) is not { } state)
                continue;
            stack.Resources[state.Key] = state with { Protect = false };
            return true;
        }

        return false;
    }

    private static StackPreview Refresh(SimulatedStack stack, SignedIn account, bool preview)
    {
        var steps = stack.Resources.Values.Select(state => RefreshStep(account, state)).ToList();
        foreach (var step in preview ? [] : steps)
        {
            if (step.New is { } found)
                stack.Resources[step.Key] = found;
            else
                stack.Resources.Remove(step.Key);
        }

        return new StackPreview(stack, steps, [], stack.Outputs) { Run = StackRun.Refresh };
    }

    private static ResourceStep RefreshStep(SignedIn account, ResourceState state)
    {
        if (!state.Custom)
            return new ResourceStep("refresh", state.Key) { Old = state, New = state };
        if (ProviderRegistry.Find(state.Key.Type)!.Read(account, state.Id) is not { } live)
            return new ResourceStep("delete", state.Key) { Old = state };
        var found = state with { Inputs = Drift.Follow(state.Inputs, state.Outputs, live.Outputs), Outputs = live.Outputs };
        var changes = Drift.Changes(state.Inputs, found.Inputs);
        return new ResourceStep(changes.Count == 0 ? "refresh" : "update", state.Key) { Old = state, New = found, Changes = changes };
    }

    /// <summary>What is not there any more needs no deletion.</summary>
    private static void Delete(SignedIn account, ResourceState state)
    {
        if (!state.Custom || state.RetainOnDelete)
            return;
        try
        {
            ProviderRegistry.Find(state.Key.Type)!.Delete(account, state.Id);
        }
        catch (AzureException refused) when (refused.Status != 404)
        {
            throw new DeploymentException($"{state.Key}: {refused.Message}", refused);
        }
        catch (AzureException)
        {
            // Deleted by hand, or with its group.
        }
    }
}
