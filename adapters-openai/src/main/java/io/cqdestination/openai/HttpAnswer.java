package io.cqdestination.openai;

import okhttp3.Headers;

/**
 * An answer of the server, read to its end.
 *
 * @param statusText the number of the status and its name, if the server says one
 */
record HttpAnswer(int status, String statusText, Headers headers, byte[] body) {}
