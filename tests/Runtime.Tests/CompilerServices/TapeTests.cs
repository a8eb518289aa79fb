using System.Runtime.CompilerServices;
using Fluxion.CompilerServices;
using Xunit;

namespace Fluxion.Runtime.Tests.CompilerServices;

public class TapeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(100_000)]
    public void Values_come_back_in_reverse(int count)
    {
        Tape<double> tape = default;
        for (int i = 0; i < count; i++)
            tape.Push(i);
        Assert.Equal(count, tape.Count);
        for (int i = count - 1; i >= 0; i--)
            Assert.Equal(i, tape.Pop());
        Assert.Equal(0, tape.Count);
        tape.Release();
    }

    [Fact]
    public void Pushing_and_popping_may_alternate()
    {
        Tape<bool> tape = default;
        for (int round = 0; round < 100; round++)
        {
            tape.Push(true);
            tape.Push(false);
            Assert.False(tape.Pop());
        }
        Assert.Equal(100, tape.Count);
        tape.Release();
    }

    [Fact]
    public void An_empty_tape_says_so()
    {
        Tape<int> tape = default;
        Assert.Throws<InvalidOperationException>(() => default(Tape<int>).Pop());
        tape.Push(1);
        tape.Pop();
        try
        {
            tape.Pop();
            Assert.Fail("popped from an empty tape");
        }
        catch (InvalidOperationException)
        {
        }
        tape.Release();
    }

    [Fact]
    public void A_released_tape_is_empty_and_usable()
    {
        Tape<int> tape = default;
        tape.Release();
        tape.Push(1);
        tape.Release();
        tape.Release();
        Assert.Equal(0, tape.Count);
        tape.Push(2);
        Assert.Equal(2, tape.Pop());
        tape.Release();
    }

    [Fact]
    public void A_released_tape_holds_no_objects()
    {
        WeakReference reference = PushAndRelease();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(reference.IsAlive);
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        Fill();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Fill();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Fill()
        {
            Tape<double> tape = default;
            for (int i = 0; i < 1000; i++)
                tape.Push(i);
            tape.Release();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference PushAndRelease()
    {
        var item = new object();
        Tape<object> tape = default;
        tape.Push(item);
        tape.Release();
        return new WeakReference(item);
    }
}
