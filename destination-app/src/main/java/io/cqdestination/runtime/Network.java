package io.cqdestination.runtime;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.TypeConversionException;

/** What a plugin can listen on. */
enum Network {
  TCP,
  UNIX;

  /** The address of a text: a path, or a host and a port. */
  SocketAddress parse(String address) {
    return switch (this) {
      case UNIX -> UnixDomainSocketAddress.of(address);
      case TCP -> tcp(address);
    };
  }

  private static SocketAddress tcp(String address) {
    int colon = address.lastIndexOf(':');
    try {
      int port = Integer.parseInt(address.substring(colon + 1));
      String host = colon < 0 ? "" : address.substring(0, colon);
      if (host.startsWith("[") && host.endsWith("]")) {
        host = host.substring(1, host.length() - 1);
      }
      return host.isEmpty()
          ? new InetSocketAddress(port)
          : new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException | IllegalArgumentException malformed) {
      throw new TypeConversionException(
          "--address: '%s' is not of the form host:port".formatted(address));
    }
  }
}
