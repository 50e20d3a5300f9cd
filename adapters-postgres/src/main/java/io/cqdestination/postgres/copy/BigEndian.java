package io.cqdestination.postgres.copy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in byte arrays, most significant byte first: PostgreSQL's byte order. Thread-safe. */
public final class BigEndian {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private BigEndian() {}

  public static short getShort(byte[] bytes, int position) {
    return (short) SHORT.get(bytes, position);
  }

  public static int getInt(byte[] bytes, int position) {
    return (int) INT.get(bytes, position);
  }

  public static long getLong(byte[] bytes, int position) {
    return (long) LONG.get(bytes, position);
  }

  public static void putShort(byte[] bytes, int position, int value) {
    SHORT.set(bytes, position, (short) value);
  }

  public static void putInt(byte[] bytes, int position, int value) {
    INT.set(bytes, position, value);
  }

  public static void putLong(byte[] bytes, int position, long value) {
    LONG.set(bytes, position, value);
  }
}
