package io.cqdestination.postgres.catalog;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;

import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/** The numbers that stand for PostgreSQL's catalogues inside its catalogues: they never change. */
final class CatalogNumbers {
  static final Field<Long> TYPE = inline(1247L);
  static final Field<Long> CLASS = inline(1259L);
  static final Field<Long> CONSTRAINT = inline(2606L);
  static final Field<Long> REWRITE = inline(2618L);

  private CatalogNumbers() {}

  /** A relation's name, quoted where SQL needs it, with its schema unless that is searched. */
  static Field<String> relationName(Field<Long> number) {
    return field("cast(cast({0} as pg_catalog.regclass) as text)", SQLDataType.CLOB, number);
  }
}
