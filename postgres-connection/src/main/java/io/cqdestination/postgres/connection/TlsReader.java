package io.cqdestination.postgres.connection;

import io.cqdestination.postgres.connection.parsing.Parameter;
import io.cqdestination.postgres.connection.parsing.Parameters;
import io.cqdestination.postgres.connection.syntax.InvalidConnectionString;
import io.cqdestination.postgres.connection.tls.ClientCertificate;
import io.cqdestination.postgres.connection.tls.SslMode;
import io.cqdestination.postgres.connection.tls.SslMode.Encryption;
import io.cqdestination.postgres.connection.tls.TlsLayer;
import io.cqdestination.postgres.connection.tls.TlsSettings;
import io.cqdestination.postgres.connection.tls.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the parameters that begin with {@code ssl}, with the meaning pgx 5 gives them. */
final class TlsReader {
  private static final String SYSTEM = "system";
  private static final List<String> VERSIONS = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  private final Parameters parameters;
  private final TypedParameters typed;
  private final Optional<String> needsTls;

  /**
   * @param needsTls what may cross no line that is not encrypted, for messages; empty when that is
   *     left to sslmode
   */
  TlsReader(Parameters parameters, Optional<String> needsTls) {
    this.parameters = parameters;
    this.needsTls = needsTls;
    this.typed = new TypedParameters(parameters);
  }

  /**
   * @throws InvalidConnectionString when a value makes no sense or a file is not what it should be
   */
  TlsSettings read() {
    SslMode mode = mode();
    boolean direct = typed.choice("sslnegotiation", "postgres", "direct").equals("direct");
    if (direct && mode == SslMode.PREFER
        || needsTls.isPresent() && mode.attempts().contains(Encryption.NONE)) {
      mode = SslMode.REQUIRE;
    }
    boolean system = parameters.text("sslrootcert").equals(SYSTEM);
    Optional<Path> authorities = system ? Optional.empty() : typed.path("sslrootcert");
    if (system) {
      mode = SslMode.VERIFY_FULL;
    }
    String certificateMode = typed.choice("sslcertmode", "allow", "disable", "require");
    TlsSettings settings =
        new TlsSettings(
            mode,
            verification(mode, authorities.isPresent()),
            authorities,
            mode == SslMode.DISABLE || certificateMode.equals("disable")
                ? Optional.empty()
                : clientCertificate(),
            certificateMode.equals("require"),
            parameters.findFilled("sslsni").map(sni -> sni.value().equals("1")).orElse(true),
            direct,
            protocols());
    if (mode != SslMode.DISABLE) {
      checkFiles(settings);
    }
    return settings;
  }

  private SslMode mode() {
    Optional<Parameter> given = parameters.findFilled("sslmode");
    if (needsTls.isPresent() && given.stream().anyMatch(mode -> mode.value().equals("disable"))) {
      throw given.get().refused("allows no TLS, which %s needs".formatted(needsTls.get()));
    }
    if (given.isEmpty()) {
      return SslMode.PREFER;
    }
    return SslMode.of(given.get().value())
        .orElseThrow(() ->
            given
                .get()
                .refused(
                    "has to be one of: "
                        + String.join(
                            ", ", Arrays.stream(SslMode.values()).map(SslMode::text).toList())));
  }

  private static Verification verification(SslMode mode, boolean hasAuthorities) {
    return switch (mode) {
      case DISABLE, ALLOW, PREFER -> Verification.NONE;
      case REQUIRE -> hasAuthorities ? Verification.AUTHORITY : Verification.NONE;
      case VERIFY_CA -> Verification.AUTHORITY;
      case VERIFY_FULL -> Verification.AUTHORITY_AND_NAME;
    };
  }

  private Optional<ClientCertificate> clientCertificate() {
    Optional<Path> certificate = typed.path("sslcert");
    Optional<Path> key = typed.path("sslkey");
    if (certificate.isPresent() != key.isPresent()) {
      throw new InvalidConnectionString("sslcert and sslkey have to be given together");
    }
    return certificate.map(
        file -> new ClientCertificate(file, key.orElseThrow(), parameters.text("sslpassword")));
  }

  private List<String> protocols() {
    String[] choices = VERSIONS.toArray(String[]::new);
    boolean given =
        typed.text("ssl_min_protocol_version").isPresent()
            || typed.text("ssl_max_protocol_version").isPresent();
    if (!given) {
      return List.of();
    }
    String[] newestFirst = VERSIONS.reversed().toArray(String[]::new);
    int maximum = VERSIONS.indexOf(typed.choice("ssl_max_protocol_version", newestFirst));
    int minimum =
        typed.text("ssl_min_protocol_version").isPresent()
            ? VERSIONS.indexOf(typed.choice("ssl_min_protocol_version", choices))
            : VERSIONS.indexOf("TLSv1.2");
    if (minimum > maximum) {
      throw new InvalidConnectionString(
          "ssl_min_protocol_version is above ssl_max_protocol_version: no version is left");
    }
    return VERSIONS.subList(minimum, maximum + 1);
  }

  /** So that a wrong file is a fault of the configuration, and not of the first connection. */
  private static void checkFiles(TlsSettings settings) {
    boolean hasFiles =
        settings.authorities().isPresent() || settings.clientCertificate().isPresent();
    if (!hasFiles) {
      return;
    }
    try {
      TlsLayer.of(settings);
    } catch (IOException e) {
      throw new InvalidConnectionString(
          "a file of sslrootcert, sslcert or sslkey cannot be read: " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new InvalidConnectionString(
          "a file of sslrootcert, sslcert or sslkey cannot be used: " + e.getMessage(), e);
    }
  }
}
