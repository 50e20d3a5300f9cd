package io.cqdestination.postgres.catalog;

import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.DatabaseFacts;
import io.cqdestination.postgres.dialect.SqlRendering;
import io.cqdestination.postgres.fixture.GoldenSql;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The questions to CockroachDB's catalogue, as the golden files show them. */
class CockroachTablesTest {
  static List<CockroachDialect> dialects() {
    return GoldenSql.dialects();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void questionsToTheCatalogue(CockroachDialect dialect) {
    CockroachTables tables = new CockroachTables();
    GoldenSql golden = new GoldenSql("catalog", dialect);
    golden.add("which database it is", DatabaseFacts.QUESTION);
    golden.add("tables", SqlRendering.withParameters(tables.relations()));
    golden.add("columns, without hidden ones", SqlRendering.withParameters(tables.columns()));
    golden.add("keys and unique constraints", SqlRendering.withParameters(tables.constraints()));
    golden.add("comments", SqlRendering.withParameters(tables.comments()));
    golden.add("indexes", SqlRendering.withParameters(tables.indexes()));
    golden.add("foreign keys", SqlRendering.withParameters(tables.foreignKeys()));
    golden.add("referred tables", SqlRendering.withParameters(tables.referred()));
    golden.add("views", SqlRendering.withParameters(tables.views()));
    golden.check();
  }
}
