package io.cqdestination.postgres.catalog;

import static org.jooq.impl.DSL.inline;

import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DefaultDataType;
import org.jooq.impl.SQLDataType;

/** The numbers that stand for PostgreSQL's catalogues inside its catalogues: they never change. */
final class CatalogNumbers {
  static final Field<Long> TYPE = inline(1247L);
  static final Field<Long> CLASS = inline(1259L);
  static final Field<Long> CONSTRAINT = inline(2606L);
  static final Field<Long> REWRITE = inline(2618L);

  /** Turns numbers of relations into names. Plain SQL would bring jOOQ's parser along. */
  private static final DataType<Object> REGCLASS =
      new DefaultDataType<>(SQLDialect.POSTGRES, Object.class, "pg_catalog.regclass");

  private CatalogNumbers() {}

  /** A relation's name, quoted where SQL needs it, with its schema unless that is searched. */
  static Field<String> relationName(Field<Long> number) {
    return number.cast(REGCLASS).cast(SQLDataType.CLOB);
  }
}
