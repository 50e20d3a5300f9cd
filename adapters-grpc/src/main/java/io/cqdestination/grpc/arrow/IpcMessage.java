package io.cqdestination.grpc.arrow;

/**
 * One message of an IPC stream; positions in the stream's bytes.
 *
 * @param start the message's first framing byte
 * @param metadata its flatbuffer
 * @param headerType what the message is, as Arrow's Message.fbs numbers it
 * @param header the table of that type
 * @param body the first byte of the body
 * @param end the byte behind the body
 */
record IpcMessage(int start, FlatBuffer metadata, byte headerType, int header, int body, int end) {}
