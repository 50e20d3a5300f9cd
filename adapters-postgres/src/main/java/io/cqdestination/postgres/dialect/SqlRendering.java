package io.cqdestination.postgres.dialect;

import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/** Turns jOOQ's statements into SQL text. All names are quoted. Thread-safe. */
public final class SqlRendering {
  private static final DSLContext CONTEXT =
      DSL.using(
          SQLDialect.POSTGRES,
          new Settings()
              .withRenderQuotedNames(RenderQuotedNames.ALWAYS)
              .withExecuteLogging(false)
              .withFetchWarnings(false));

  private SqlRendering() {}

  /**
   * The statement with its values in place. Literals are right where {@code
   * standard_conforming_strings} is on, which a transaction has to make sure of.
   */
  public static String inlined(Query query) {
    return CONTEXT.renderInlined(query);
  }

  /** The statement with question marks for its values. */
  public static String withParameters(Query query) {
    return CONTEXT.render(query);
  }
}
