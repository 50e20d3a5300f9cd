package io.cqdestination.postgres.connection.kerberos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

/**
 * Gives a subject the client's ticket, by the platform's own module, whose configuration is made
 * here and stands in no file.
 */
public final class KerberosLogin {
  private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";
  private static final String REALMS = "java.security.krb5.conf";

  private static final String FILE = "FILE:";

  /** As in {@code KCM:} or {@code KEYRING:persistent:1000}. */
  private static final Pattern KIND = Pattern.compile("[A-Z]+:");

  private KerberosLogin() {}

  /**
   * Reads the files anew: tickets are renewed while the process runs.
   *
   * @throws LoginException when there is no ticket that holds, and none can be had
   * @throws IOException when the keytab cannot be read, or what is named is no file
   */
  public static void into(Subject subject, KerberosSettings settings)
      throws LoginException, IOException {
    if (settings.configuration().isPresent() && System.getProperty(REALMS) == null) {
      System.setProperty(REALMS, file(settings.configuration().get()));
    }
    Map<String, String> options = options(settings);
    AppConfigurationEntry entry =
        new AppConfigurationEntry(MODULE, LoginModuleControlFlag.REQUIRED, options);
    Configuration configuration =
        new Configuration() {
          @Override
          public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return new AppConfigurationEntry[] {entry};
          }
        };
    new LoginContext("postgres", subject, null, configuration).login();
  }

  private static Map<String, String> options(KerberosSettings settings) throws IOException {
    Map<String, String> options = new HashMap<>();
    options.put("doNotPrompt", "true");
    options.put("refreshKrb5Config", "true");
    if (settings.keytab().isPresent()) {
      String keytab = file(settings.keytab().get());
      options.put("useKeyTab", "true");
      options.put("keyTab", keytab);
      options.put("principal", KeytabFile.firstPrincipal(Path.of(keytab)));
      return options;
    }
    options.put("useTicketCache", "true");
    if (settings.cache().isPresent()) {
      options.put("ticketCache", file(settings.cache().get()));
    }
    return options;
  }

  private static String file(String name) throws IOException {
    if (KIND.matcher(name).lookingAt() && !name.startsWith(FILE)) {
      throw new IOException("only a file can be read, not " + name);
    }
    return name.startsWith(FILE) ? name.substring(FILE.length()) : name;
  }
}
