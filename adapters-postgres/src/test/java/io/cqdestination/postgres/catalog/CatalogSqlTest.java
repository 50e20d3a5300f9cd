package io.cqdestination.postgres.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.dialect.SqlRendering;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogSqlTest {
  @ParameterizedTest
  @ValueSource(ints = {10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
  void what_the_build_has_made_is_what_would_be_rendered_for_the_version(int version) {
    PostgresDialect dialect = new PostgresDialect(version);

    assertThat(CatalogSql.of(dialect).text())
        .isEqualTo(SqlRendering.withParameters(new PostgresTables(dialect).query()));
  }
}
