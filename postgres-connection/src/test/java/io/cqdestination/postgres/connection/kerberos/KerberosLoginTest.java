package io.cqdestination.postgres.connection.kerberos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.LoginException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tickets, with a key distribution centre that gives them. */
class KerberosLoginTest {
  private static TestRealm realm;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    realm = TestRealm.start();
  }

  @AfterAll
  static void stop() throws IOException {
    realm.close();
  }

  private static Subject subject(Optional<String> keytab, Optional<String> cache)
      throws LoginException, IOException {
    Subject subject = new Subject();
    KerberosLogin.into(
        subject,
        new KerberosSettings(
            "postgres",
            Optional.empty(),
            keytab,
            cache,
            Optional.of(realm.configuration().toString())));
    return subject;
  }

  private static void assertJackHasATicket(Subject subject) {
    assertThat(subject.getPrivateCredentials(KerberosTicket.class))
        .singleElement()
        .satisfies(
            ticket -> assertThat(ticket.getClient().getName()).isEqualTo("jack@TEST.EXAMPLE"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "FILE:"})
  void a_keytab_gets_one(String kind) throws Exception {
    assertJackHasATicket(subject(Optional.of(kind + realm.clientKeytab()), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "FILE:"})
  void a_cache_has_one(String kind) throws Exception {
    assertJackHasATicket(subject(Optional.empty(), Optional.of(kind + realm.ticketCache())));
  }

  @Test
  void a_keytab_counts_before_a_cache() throws Exception {
    assertJackHasATicket(
        subject(Optional.of(realm.clientKeytab().toString()), Optional.of("/nowhere")));
  }

  @Test
  void without_either_there_is_none() {
    assertThatThrownBy(() -> subject(Optional.empty(), Optional.of(folder + "/none")))
        .isInstanceOf(LoginException.class);
    assertThatThrownBy(() -> subject(Optional.of(folder + "/none"), Optional.empty()))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"KCM:", "KEYRING:persistent:1000"})
  void what_is_no_file_is_refused_by_name(String cache) {
    assertThatThrownBy(() -> subject(Optional.empty(), Optional.of(cache)))
        .hasMessage("only a file can be read, not " + cache);
  }

  @Test
  void other_files_are_no_keytabs() throws IOException {
    Path file = Files.writeString(folder.resolve("text"), "no keytab");
    assertThatThrownBy(() -> KeytabFile.firstPrincipal(file)).hasMessage(file + " is not a keytab");

    Path empty = Files.write(folder.resolve("empty"), new byte[] {5, 2});
    assertThatThrownBy(() -> KeytabFile.firstPrincipal(empty)).hasMessage(empty + " holds no key");
  }

  @Test
  void a_hole_before_the_first_key_is_passed_over() throws IOException {
    byte[] keytab = Files.readAllBytes(realm.clientKeytab());
    byte[] holed = new byte[keytab.length + 7];
    System.arraycopy(new byte[] {5, 2, -1, -1, -1, -3, 9, 9, 9}, 0, holed, 0, 9);
    System.arraycopy(keytab, 2, holed, 9, keytab.length - 2);
    Path file = Files.write(folder.resolve("holed"), holed);

    assertThat(KeytabFile.firstPrincipal(file)).isEqualTo("jack@TEST.EXAMPLE");
  }
}
