package io.cqdestination.postgres.connection.socket;

import io.cqdestination.postgres.connection.silence.Traffic;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A TCP socket whose waits are noted. */
final class NetworkSocket extends Socket {
  private final Traffic traffic;

  NetworkSocket(Traffic traffic) {
    this.traffic = traffic;
    traffic.begin(this);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return traffic.watched(super.getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return traffic.watched(super.getOutputStream());
  }

  @Override
  public void close() throws IOException {
    traffic.end();
    super.close();
  }
}
