package io.cqdestination.postgres.connection.socket;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.ConnectException;
import java.net.SocketException;

/**
 * The system calls behind a socket on Linux, with errno as an exception. Sources: the manual pages
 * of the calls in section 2. Thread-safe.
 */
final class LinuxSocketCalls {
  private static final int INTERRUPTED = 4;
  private static final int CONNECTION_REFUSED = 111;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET =
      call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle CONNECT =
      call("connect", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle POLL =
      call("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final MethodHandle RECEIVE =
      call("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final MethodHandle SEND =
      call("send", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final MethodHandle SHUTDOWN =
      call("shutdown", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle CLOSE =
      call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private LinuxSocketCalls() {}

  static int socket(int family, int type) throws IOException {
    return (int) invoke("socket", SOCKET, family, type, 0);
  }

  static void connect(int descriptor, MemorySegment address, int length) throws IOException {
    invoke("connect", CONNECT, descriptor, address, length);
  }

  /** Waits for an event; the number of descriptors that have one, 0 when the time is over. */
  static int poll(MemorySegment descriptors, int timeoutMillis) throws IOException {
    return (int) repeat("poll", POLL, descriptors, 1L, timeoutMillis);
  }

  /** The number of bytes received, 0 at the end. */
  static int receive(int descriptor, MemorySegment target, long length) throws IOException {
    return (int) repeat("recv", RECEIVE, descriptor, target, length, 0);
  }

  static int send(int descriptor, MemorySegment source, long length, int flags) throws IOException {
    return (int) repeat("send", SEND, descriptor, source, length, flags);
  }

  static void shutdown(int descriptor, int how) throws IOException {
    invoke("shutdown", SHUTDOWN, descriptor, how);
  }

  static void close(int descriptor) throws IOException {
    invoke("close", CLOSE, descriptor);
  }

  private static MethodHandle call(String name, FunctionDescriptor descriptor) {
    return LINKER
        .downcallHandle(
            LINKER.defaultLookup().findOrThrow(name),
            descriptor,
            Linker.Option.captureCallState("errno"))
        .asSpreader(Object[].class, descriptor.argumentLayouts().size() + 1);
  }

  /** Calls again when a signal interrupted the call. */
  private static long repeat(String name, MethodHandle call, Object... arguments)
      throws IOException {
    long result = -INTERRUPTED;
    while (result == -INTERRUPTED) {
      result = result(call, arguments);
    }
    return checked(name, result);
  }

  private static long invoke(String name, MethodHandle call, Object... arguments)
      throws IOException {
    return checked(name, result(call, arguments));
  }

  /** What the call returns, or errno as a negative number. */
  private static long result(MethodHandle call, Object... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CALL_STATE);
      Object[] all = new Object[arguments.length + 1];
      all[0] = state;
      System.arraycopy(arguments, 0, all, 1, arguments.length);
      long result = ((Number) call.invoke(all)).longValue();
      return result < 0 ? -(int) ERRNO.get(state, 0L) : result;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static long checked(String name, long result) throws IOException {
    if (result == -CONNECTION_REFUSED) {
      throw new ConnectException("Connection refused");
    }
    if (result < 0) {
      throw new SocketException(name + " failed with errno " + -result);
    }
    return result;
  }
}
