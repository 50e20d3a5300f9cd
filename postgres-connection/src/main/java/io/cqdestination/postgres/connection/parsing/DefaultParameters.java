package io.cqdestination.postgres.connection.parsing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parameters that hold when nobody gives them: files in the user's home folder, those of libpq. A
 * client certificate counts only together with its key.
 */
final class DefaultParameters {
  private DefaultParameters() {}

  static Parameters in(Optional<Path> home) {
    List<Parameter> parameters = new ArrayList<>();
    home.ifPresent(folder -> {
      add(parameters, "passfile", folder.resolve(".pgpass"));
      add(parameters, "servicefile", folder.resolve(".pg_service.conf"));
      Path tls = folder.resolve(".postgresql");
      Path certificate = tls.resolve("postgresql.crt");
      Path key = tls.resolve("postgresql.key");
      Path authorities = tls.resolve("root.crt");
      if (Files.exists(certificate) && Files.exists(key)) {
        add(parameters, "sslcert", certificate);
        add(parameters, "sslkey", key);
      }
      if (Files.exists(authorities)) {
        add(parameters, "sslrootcert", authorities);
      }
    });
    return Parameters.of(parameters);
  }

  private static void add(List<Parameter> parameters, String name, Path file) {
    parameters.add(new Parameter(name, file.toString(), "default"));
  }
}
