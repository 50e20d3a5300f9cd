package io.cqdestination.grpc.arrow;

import java.lang.foreign.Arena;
import java.util.HashSet;
import java.util.Set;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferManager;
import org.apache.arrow.memory.ForeignAllocation;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Arrow's memory for reading one stream. Closing it frees all of it: Arrow's reader forgets buffers
 * when it gives up on a damaged stream. Used by one thread.
 */
final class CallAllocator extends RootAllocator {
  private static final int ALIGNMENT = 8;

  private final Set<Arena> arenas = new HashSet<>();

  /**
   * @param limit bytes that may be taken at a time
   */
  CallAllocator(long limit) {
    super(limit);
  }

  @Override
  public ArrowBuf buffer(long size) {
    return buffer(size, null);
  }

  @Override
  @SuppressWarnings("MustBeClosed") // closed when the buffer is released, or with the allocator
  public ArrowBuf buffer(long size, @Nullable BufferManager manager) {
    if (size == 0) {
      return getEmpty();
    }
    if (size < 0 || size > getHeadroom()) {
      throw new IllegalArgumentException("no memory for %d bytes".formatted(size));
    }
    Arena arena = Arena.ofConfined();
    arenas.add(arena);
    ArrowBuf buffer =
        wrapForeignAllocation(
            new ForeignAllocation(size, arena.allocate(size, ALIGNMENT).address()) {
              @Override
              protected void release0() {
                arenas.remove(arena);
                arena.close();
              }
            });
    buffer.writerIndex(0);
    return buffer;
  }

  @Override
  public synchronized void close() {
    arenas.forEach(Arena::close);
    arenas.clear();
  }
}
