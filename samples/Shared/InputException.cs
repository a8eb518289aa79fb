namespace Samples;

/// <summary>Something the user gave cannot be used; the message says what and where.</summary>
internal sealed class InputException(string message) : Exception(message);
