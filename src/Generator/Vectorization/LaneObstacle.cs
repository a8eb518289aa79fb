namespace Fluxion.Generator.Vectorization;

/// <summary>What keeps a loop from running in lanes. <see cref="LaneReasons"/> has the words.</summary>
internal enum LaneObstacle
{
    /// <summary>An iteration needs what the one before it has computed.</summary>
    Carried,

    /// <summary>It adds up integers.</summary>
    OtherSum,
    SinglePrecision,

    /// <summary>It does not count by one.</summary>
    Steps,

    /// <summary>It is left by <c>break</c>, <c>return</c> or <c>goto</c>.</summary>
    Early,

    /// <summary>A <c>while</c>, or a <c>for</c> whose index or bound changes.</summary>
    Uncounted,
    List,

    /// <summary>Elements are no <c>double</c>.</summary>
    Elements,

    /// <summary>What differs between iterations is neither <c>double</c> nor <c>bool</c>.</summary>
    OtherType,

    /// <summary>An integer that is used as a number is not the index plus something.</summary>
    Integer,

    /// <summary>An iteration may read, or write to, an element that another one writes to.</summary>
    Shared,

    /// <summary>Elements that iterations read are not a fixed distance apart.</summary>
    Scattered,

    /// <summary>Elements of a table are not read row by row.</summary>
    Columns,

    /// <summary>Elements that iterations write to do not lie beside each other.</summary>
    ScatteredWrite,

    /// <summary>An array that an iteration makes may, for all that is known, be one that others see.</summary>
    Mixed,

    /// <summary>Derivatives are added up in an array that is not flat.</summary>
    Table,

    /// <summary>What only some iterations do cannot be done by all.</summary>
    InBranch,
    Throws,

    /// <summary>A function without a form for lanes, or code that is called and not looked into.</summary>
    Call,

    /// <summary>A loop inside runs a number of times that differs between iterations.</summary>
    InnerCount,

    /// <summary>A loop inside is left early.</summary>
    InnerEarly,

    /// <summary>A loop inside does not count.</summary>
    InnerUncounted,

    /// <summary>Any other operation.</summary>
    Operation,

    /// <summary>What the reverse sweep needs of an iteration is computed in a loop or branch inside.</summary>
    KeptInside,

    /// <summary>A loop that keeps values for the reverse sweep gains only by functions.</summary>
    NotWorthKeeping,
}
