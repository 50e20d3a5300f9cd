package io.cqdestination.postgres.connection;

import io.cqdestination.postgres.connection.parsing.Parameter;
import io.cqdestination.postgres.connection.parsing.Parameters;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code host}, {@code hostaddr} and {@code port}: lists with commas between, of which empty
 * elements mean the default, and one port may serve all hosts. Source: libpq's documentation of
 * several hosts.
 */
final class HostReader {
  private static final int DEFAULT_PORT = 5432;
  private static final int MAX_PORT = 65_535;

  private final Parameters parameters;
  private final ClientEnvironment environment;

  HostReader(Parameters parameters, ClientEnvironment environment) {
    this.parameters = parameters;
    this.environment = environment;
  }

  List<Host> read() {
    Optional<Parameter> addresses = parameters.findFilled("hostaddr");
    List<String> addressList = addresses.map(HostReader::elements).orElse(List.of());
    List<String> names =
        parameters.findFilled("host").map(HostReader::elements).orElse(List.of(""));
    if (parameters.findFilled("host").isEmpty() && addresses.isPresent()) {
      names = addressList.stream().map(address -> "").toList();
    }
    if (addressList.stream().anyMatch(address -> !address.isEmpty() && !isAddress(address))) {
      throw addresses.orElseThrow().refused("has to be an IP address; a name belongs into host");
    }
    if (addresses.isPresent() && addressList.size() != names.size()) {
      throw addresses
          .get()
          .refused("holds " + addressList.size() + " addresses for " + names.size() + " hosts");
    }
    List<Integer> ports = ports(names.size());
    List<Host> hosts = new ArrayList<>();
    for (int index = 0; index < names.size(); index++) {
      int port = ports.get(ports.size() == 1 ? 0 : index);
      String address = addressList.isEmpty() ? "" : addressList.get(index);
      hosts.add(host(names.get(index), address, port));
    }
    return hosts;
  }

  private Host host(String name, String address, int port) {
    if (!address.isEmpty()) {
      return new Host.Network(name.isEmpty() ? address : name, Optional.of(address), port);
    }
    if (name.isEmpty()) {
      return defaultHost(port);
    }
    return isSocketFolder(name)
        ? new Host.UnixSocket(name, port)
        : new Host.Network(name, Optional.empty(), port);
  }

  /** A server's socket in one of the usual folders, else this machine over the network. */
  private Host defaultHost(int port) {
    for (Path folder : environment.socketFolders()) {
      if (Files.exists(folder.resolve(Host.UnixSocket.fileName(port)))) {
        return new Host.UnixSocket(folder.toString(), port);
      }
    }
    return new Host.Network("localhost", Optional.empty(), port);
  }

  private static boolean isAddress(String text) {
    try {
      return InetAddress.ofLiteral(text) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isSocketFolder(String name) {
    boolean isWindowsPath =
        name.length() >= 3
            && name.charAt(0) >= 'A'
            && name.charAt(0) <= 'Z'
            && name.startsWith(":\\", 1);
    return name.startsWith("/") || name.startsWith("@") || isWindowsPath;
  }

  private List<Integer> ports(int hosts) {
    Optional<Parameter> given = parameters.findFilled("port");
    if (given.isEmpty()) {
      return List.of(DEFAULT_PORT);
    }
    List<Integer> ports =
        elements(given.get()).stream().map(text -> port(given.get(), text)).toList();
    if (ports.size() > 1 && ports.size() != hosts) {
      throw given.get().refused("holds " + ports.size() + " ports for " + hosts + " hosts");
    }
    return ports;
  }

  /** The text is not quoted: in a malformed URI it can be a piece of the password. */
  private static int port(Parameter parameter, String text) {
    if (text.isEmpty()) {
      return DEFAULT_PORT;
    }
    int port = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > MAX_PORT) {
      throw parameter.refused("has to be a port, 1 to " + MAX_PORT);
    }
    return port;
  }

  private static List<String> elements(Parameter parameter) {
    return List.of(parameter.value().split(",", -1));
  }
}
