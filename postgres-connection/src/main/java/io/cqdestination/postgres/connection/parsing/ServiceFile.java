package io.cqdestination.postgres.connection.parsing;

import io.cqdestination.postgres.connection.syntax.InvalidConnectionString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection service file, libpq's {@code pg_service.conf}: sections {@code [service]} of lines
 * {@code name=value}, with comments after {@code #}. A section of a name seen before replaces it.
 */
final class ServiceFile {
  private final String file;
  private final Map<String, List<Parameter>> services = new HashMap<>();

  private ServiceFile(String file) {
    this.file = file;
  }

  /**
   * @throws InvalidConnectionString when the file cannot be read or a line of it not be understood
   */
  static ServiceFile read(String file) {
    ServiceFile serviceFile = new ServiceFile(file);
    List<String> lines;
    try {
      lines = Files.readAllLines(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      throw new InvalidConnectionString("service file " + file + " cannot be read", e);
    }
    serviceFile.parse(lines);
    return serviceFile;
  }

  /**
   * @throws InvalidConnectionString when there is no service of that name
   */
  Parameters service(String name) {
    List<Parameter> service = services.get(name);
    if (service == null) {
      throw new InvalidConnectionString("service \"" + name + "\" is not in service file " + file);
    }
    return Parameters.of(service);
  }

  private void parse(List<String> lines) {
    @Nullable List<Parameter> section = null;
    for (int index = 0; index < lines.size(); index++) {
      String line = lines.get(index).strip();
      String origin = "service file " + file + ", line " + (index + 1);
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        section = new ArrayList<>();
        services.put(line.substring(1, line.length() - 1), section);
        continue;
      }
      int equals = line.indexOf('=');
      String name = equals < 0 ? "" : ParameterNames.canonical(line.substring(0, equals).strip());
      if (section == null || !ParameterNames.isPossible(name)) {
        throw new InvalidConnectionString(
            origin + ": expected " + (section == null ? "[service]" : "name=value"));
      }
      section.add(new Parameter(name, line.substring(equals + 1).strip(), origin));
    }
  }
}
