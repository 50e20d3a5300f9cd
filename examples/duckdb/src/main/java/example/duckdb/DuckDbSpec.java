package example.duckdb;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What a user configures. DuckDB itself reads the JSON. */
record DuckDbSpec(String path) {
  static final String SCHEMA =
      """
      {"type": "object", "additionalProperties": false, "required": ["path"],
       "properties": {"path": {"type": "string", "minLength": 1}}}
      """;

  static DuckDbSpec of(byte[] json) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        PreparedStatement statement =
            connection.prepareStatement("SELECT json_extract_string(?::JSON, '$.path')")) {
      statement.setString(1, new String(json, StandardCharsets.UTF_8));
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        String path = result.getString(1);
        if (path == null || path.isEmpty()) {
          throw new InvalidInput("the spec needs a path: the file of the database");
        }
        return new DuckDbSpec(path);
      }
    } catch (SQLException malformed) {
      throw new InvalidInput("the spec is no JSON", malformed);
    }
  }
}
