package io.cqdestination.postgres.delete;

import io.cqdestination.postgres.delete.DeletionFollower.Following;
import io.cqdestination.postgres.dialect.Identifiers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Deletes rows with whatever follows. Immutable. */
record FollowedDelete(String schema, List<DeletionFollower> followers) implements DeleteStatements {
  FollowedDelete {
    followers = List.copyOf(followers);
  }

  @Override
  public void expect(Collection<String> storedTables) {
    followers.forEach(follower -> follower.expect(storedTables));
  }

  @Override
  public List<String> delete(String storedTable, String condition, Optional<Instant> syncTime) {
    String table = Identifiers.qualified(schema, storedTable);
    String rows = "DELETE FROM %s WHERE %s".formatted(table, condition);
    List<Following> followings =
        followers.stream()
            .flatMap(follower -> follower.of(storedTable, syncTime).stream())
            .toList();
    if (followings.isEmpty()) {
      return List.of(rows);
    }
    List<String> statements = new ArrayList<>();
    if (followings.stream().anyMatch(Following::locksRows)) {
      statements.add(
          "SELECT 0 * count(*) FROM (SELECT 1 FROM %s WHERE %s FOR UPDATE) AS locked"
              .formatted(table, condition));
    }
    statements.add(together(rows, followings));
    return statements;
  }

  /** One statement, so that exactly what belongs to the rows that went follows them. */
  private static String together(String rows, List<Following> followings) {
    List<String> columns =
        followings.stream().flatMap(each -> each.columns().stream()).distinct().toList();
    StringBuilder statement =
        new StringBuilder(
            "WITH gone AS (%s RETURNING %s)".formatted(rows, Identifiers.list(columns)));
    for (int i = 0; i < followings.size(); i++) {
      statement.append(",\n  following_%d AS (%s)".formatted(i + 1, followings.get(i).statement()));
    }
    return statement.append("\nSELECT count(*) FROM gone").toString();
  }
}
