namespace XtCmkInfra.Tests.Stacks.Fleet;

/// <summary>A key as the model knows it; versions are numbered in the order of their creation.</summary>
internal sealed class ModelledKey(TimeSpan? rotateAfter)
{
    private readonly List<(DateTimeOffset Created, bool Enabled)> _versions = [];
    private DateTimeOffset? _nextRotation;

    public bool Deleted { get; private set; }

    public int Latest => _versions.Count - 1;

    public int Versions => _versions.Count;

    public DateTimeOffset? NextRotation => Deleted ? null : _nextRotation;

    public bool IsEnabled(int version) => _versions[version].Enabled;

    public void AddVersion(DateTimeOffset now)
    {
        _versions.Add((now, true));
        Plan();
    }

    public void SetEnabled(int version, bool enabled)
    {
        _versions[version] = (_versions[version].Created, enabled);
        Plan();
    }

    public void SetDeleted(bool deleted)
    {
        Deleted = deleted;
        Plan();
    }

    /// <summary>A rotation policy waits while the latest version is disabled.</summary>
    public void RotateByPolicy(DateTimeOffset now)
    {
        if (IsEnabled(Latest))
            AddVersion(now);
        else
            _nextRotation = null;
    }

    private void Plan() => _nextRotation = _versions[Latest].Created + rotateAfter;
}
