namespace Fit.Models;

/// <summary>A child and how long it was absent.</summary>
/// <param name="Days">Days absent.</param>
/// <param name="IsMale">Whether it is a boy.</param>
/// <param name="Age">Its age group: 0 is primary school, 1 to 3 the first to third form.</param>
public readonly record struct Child(int Days, bool IsMale, int Age);
