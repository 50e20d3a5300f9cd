package io.cqdestination.postgres.connection.kerberos;

import io.cqdestination.testkit.Folders;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;

/**
 * A key distribution centre of its own realm, on this machine. It knows the client {@code jack} and
 * a database server on {@code localhost}.
 */
public final class TestRealm implements AutoCloseable {
  private static final String REALM = "TEST.EXAMPLE";
  private static final String CLIENT = "jack@" + REALM;
  private static final String SERVICE = "postgres/localhost@" + REALM;
  private static final String PASSWORD = "Zq7canary-of-jack";

  private final Path folder;
  private final SimpleKdcServer centre;

  private TestRealm(Path folder, SimpleKdcServer centre) {
    this.folder = folder;
    this.centre = centre;
  }

  public static TestRealm start() throws IOException, KrbException {
    Path folder = Files.createTempDirectory("realm");
    Folders.readableByAll(folder);
    SimpleKdcServer centre = new SimpleKdcServer();
    centre.setWorkDir(folder.toFile());
    centre.setKdcRealm(REALM);
    centre.setKdcHost("127.0.0.1");
    centre.setAllowUdp(false);
    centre.setKdcTcpPort(freePort());
    centre.init();
    // It has told the whole process where its configuration is; users do so by a variable.
    System.clearProperty("java.security.krb5.conf");
    centre.start();
    centre.createPrincipal(CLIENT, PASSWORD);
    centre.createPrincipal(SERVICE);
    TestRealm realm = new TestRealm(folder, centre);
    centre.exportPrincipal(CLIENT, realm.clientKeytab().toFile());
    centre.exportPrincipal(SERVICE, realm.serverKeytab().toFile());
    return realm;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** What names the centre, for the client's side. */
  public Path configuration() {
    return folder.resolve("krb5.conf");
  }

  public Path clientKeytab() {
    return folder.resolve("client.keytab");
  }

  public Path serverKeytab() {
    return folder.resolve("server.keytab");
  }

  /** A file with the client's ticket. */
  public Path ticketCache() throws KrbException {
    Path file = folder.resolve("tickets");
    centre
        .getKrbClient()
        .storeTicket(centre.getKrbClient().requestTgt(CLIENT, PASSWORD), file.toFile());
    return file;
  }

  @Override
  public void close() throws IOException {
    try {
      centre.stop();
    } catch (KrbException e) {
      throw new IOException(e);
    }
    Folders.delete(folder);
  }
}
