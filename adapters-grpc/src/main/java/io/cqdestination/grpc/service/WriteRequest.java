package io.cqdestination.grpc.service;

/**
 * A {@code Write.Request} as received: its bytes lie in a borrowed array until {@link #release}.
 *
 * @param length bytes of the request
 * @param recordStart where the Arrow stream of an insert begins, or -1 for a request of another
 *     kind
 */
record WriteRequest(
    ReceiveBuffers owner, byte[] buffer, int length, int recordStart, int recordEnd) {

  boolean isInsert() {
    return recordStart >= 0;
  }

  /** Gives the array back; the request must not be used afterwards. */
  void release() {
    owner.give(buffer);
  }
}
