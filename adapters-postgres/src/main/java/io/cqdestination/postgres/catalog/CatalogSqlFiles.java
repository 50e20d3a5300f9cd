package io.cqdestination.postgres.catalog;

import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.dialect.SqlRendering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jooq.Query;

/** Renders the catalogues' queries into files: a step of the build, after compiling. */
final class CatalogSqlFiles {
  private CatalogSqlFiles() {}

  /** Takes the folder of the classes. */
  public static void main(String[] arguments) throws IOException {
    Path folder =
        Path.of(arguments[0]).resolve(CatalogSqlFiles.class.getPackageName().replace('.', '/'));
    for (CatalogSql sql : CatalogSql.values()) {
      Files.writeString(folder.resolve(sql.fileName()), SqlRendering.withParameters(query(sql)));
    }
  }

  private static Query query(CatalogSql sql) {
    CockroachTables cockroach = new CockroachTables();
    return switch (sql) {
      case POSTGRES_10 -> new PostgresTables(new PostgresDialect(10)).query();
      case POSTGRES_12 -> new PostgresTables(new PostgresDialect(12)).query();
      case COCKROACH_RELATIONS -> cockroach.relations();
      case COCKROACH_COLUMNS -> cockroach.columns();
      case COCKROACH_CONSTRAINTS -> cockroach.constraints();
      case COCKROACH_COMMENTS -> cockroach.comments();
      case COCKROACH_INDEXES -> cockroach.indexes();
      case COCKROACH_FOREIGN_KEYS -> cockroach.foreignKeys();
      case COCKROACH_REFERRED -> cockroach.referred();
      case COCKROACH_VIEWS -> cockroach.views();
    };
  }
}
