package io.cqdestination.postgres.catalog;

import io.cqdestination.postgres.dialect.PostgresDialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The catalogues' queries as SQL text. {@link CatalogSqlFiles} renders them when the program is
 * built: loading jOOQ and rendering them would hold up the first rows of every sync by a twentieth
 * of a second. Thread-safe.
 */
enum CatalogSql {
  /** PostgreSQL's tables, from version 10 on. */
  POSTGRES_10,
  /** PostgreSQL's tables, from version 12 on. */
  POSTGRES_12,
  COCKROACH_RELATIONS,
  COCKROACH_COLUMNS,
  COCKROACH_CONSTRAINTS,
  COCKROACH_COMMENTS,
  COCKROACH_INDEXES,
  COCKROACH_FOREIGN_KEYS,
  COCKROACH_REFERRED,
  COCKROACH_VIEWS;

  /** The query of PostgreSQL's tables. */
  static CatalogSql of(PostgresDialect dialect) {
    return dialect.hasGeneratedColumns() ? POSTGRES_12 : POSTGRES_10;
  }

  /** The file that holds the text, beside this class. */
  String fileName() {
    return name().toLowerCase(Locale.ROOT) + ".sql";
  }

  /** The text, with question marks for the schema's name and the array of the tables' names. */
  String text() {
    try (InputStream file = CatalogSql.class.getResourceAsStream(fileName())) {
      if (file == null) {
        throw new IllegalStateException("the build has not made " + fileName());
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(fileName(), e);
    }
  }
}
