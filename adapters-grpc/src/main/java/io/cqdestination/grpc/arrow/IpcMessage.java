package io.cqdestination.grpc.arrow;

import org.apache.arrow.flatbuf.Message;

/**
 * One message of an IPC stream.
 *
 * @param start position of the message's first framing byte
 * @param header the message's flatbuffer
 * @param body position of the first body byte
 * @param end position behind the body
 */
record IpcMessage(int start, Message header, int body, int end) {}
