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

    // Blocks of every size, over several growths of the memory, against single values.
    [Fact]
    public void Blocks_are_single_values_one_after_the_other()
    {
        Tape<double> tape = default;
        int next = 0;
        for (int round = 0; round < 40; round++)
        {
            tape.Push(next++);
            tape.Push(next++, next++);
            tape.Push(next++, next++, next++);
            tape.Push(next++, next++, next++, next++);
            tape.Push(next++, next++, next++, next++, next++);
            tape.Push(next++, next++, next++, next++, next++, next++);
            tape.Push(next++, next++, next++, next++, next++, next++, next++);
        }

        Assert.Equal(next, tape.Count);
        for (int round = 0; round < 40; round++)
        {
            Assert.Equal((--next, --next), tape.Pop2());
            Assert.Equal((--next, --next, --next), tape.Pop3());
            Assert.Equal((--next, --next, --next, --next), tape.Pop4());
            Assert.Equal((--next, --next, --next, --next, --next), tape.Pop5());
            Assert.Equal((--next, --next, --next, --next, --next, --next), tape.Pop6());
            Assert.Equal((--next, --next, --next, --next, --next, --next, --next), tape.Pop7());
            Assert.Equal(--next, tape.Pop());
        }

        tape.Release();
    }

    [Fact]
    public void A_block_that_is_not_there_throws()
    {
        Tape<double> tape = default;
        Assert.Throws<InvalidOperationException>(() => tape.Pop2());
        tape.Push(1, 2);
        Assert.Throws<InvalidOperationException>(() => tape.Pop3());
        Assert.Equal((2.0, 1.0), tape.Pop2());
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
