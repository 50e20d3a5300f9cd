package io.cqdestination.openai;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;

/**
 * A socket that leads nowhere: it takes whatever is written, and has one answer to read. Used by
 * one thread at a time.
 */
final class MemorySocket extends Socket {
  private final InputStream answer;

  MemorySocket(byte[] answer) {
    this.answer = new ByteArrayInputStream(answer);
  }

  @Override
  public void connect(SocketAddress endpoint) {
    // There is nobody to connect to.
  }

  @Override
  public void connect(SocketAddress endpoint, int timeout) {
    // There is nobody to connect to.
  }

  @Override
  public void setSoTimeout(int timeout) {
    // The answer is there at once.
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
  }

  @Override
  public InputStream getInputStream() {
    return answer;
  }

  @Override
  public OutputStream getOutputStream() {
    return OutputStream.nullOutputStream();
  }
}
