using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Fluxion.Generator.Caching;

/// <summary>A piece of the project that has been read: a member, or a whole file.</summary>
/// <param name="File">The number of the file.</param>
/// <param name="Member">The number of the member in it; -1 for all of the file.</param>
/// <param name="Shape">The file as it was read.</param>
internal readonly record struct Dependency(int File, int Member, FileShape Shape)
{
    /// <summary>Null for what is not of the project.</summary>
    public static Dependency? Of(ProjectShape project, SyntaxTree? tree, TextSpan span)
    {
        int file = project.NumberOf(tree);
        if (file < 0)
            return null;
        FileShape shape = project.ShapeOf(file);
        return new Dependency(file, shape.MemberAt(span), shape);
    }

    /// <summary>Where it begins in its file.</summary>
    public int Start => Member < 0 ? 0 : Shape.StartOf(Member);

    /// <summary>All names in it, and those of what it is in.</summary>
    public Words Words => Member < 0 ? Shape.Words : Shape.Members[Member].Words;

    /// <summary>The same piece of another version of the project, which has it.</summary>
    public Dependency In(ProjectShape project)
    {
        FileShape shape = project.ShapeOf(File);
        return new Dependency(File, Member < 0 ? -1 : shape.MemberLike(Shape.Members[Member]), shape);
    }

    /// <summary>Whether there stands the same in another version of the project.</summary>
    public bool Holds(ProjectShape project) =>
        IsSame(project) || (Member >= 0 && project.ShapeOf(File) is var shape && shape.MemberLike(Shape.Members[Member]) is >= 0 and var member && shape.Members[member].Text == Shape.Members[Member].Text);

    /// <summary>Whether the file has not been touched.</summary>
    public bool IsSame(ProjectShape project) => ReferenceEquals(project.ShapeOf(File), Shape);
}
