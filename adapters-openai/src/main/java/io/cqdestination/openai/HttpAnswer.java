package io.cqdestination.openai;

import okhttp3.Headers;
import okio.Buffer;

/**
 * An answer of the server, received to its end.
 *
 * @param statusText the number of the status and its name, if the server says one
 * @param body the bytes, gone once they are read
 */
record HttpAnswer(int status, String statusText, Headers headers, Buffer body) {}
