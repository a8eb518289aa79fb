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

    /// <summary>The same piece of a project of the same shape.</summary>
    public Dependency In(ProjectShape project) => this with { Shape = project.ShapeOf(File) };

    /// <summary>Whether there stands the same in a project of the same shape.</summary>
    public bool Holds(ProjectShape project) => IsSame(project) || (Member >= 0 && project.ShapeOf(File).Members[Member] == Shape.Members[Member]);

    /// <summary>Whether the file has not been touched.</summary>
    public bool IsSame(ProjectShape project) => ReferenceEquals(project.ShapeOf(File), Shape);
}
