package io.cqdestination.postgres.catalog;

import static io.cqdestination.postgres.catalog.generated.Tables.PG_CLASS;
import static io.cqdestination.postgres.catalog.generated.Tables.PG_CONSTRAINT;
import static io.cqdestination.postgres.catalog.generated.Tables.PG_DEPEND;
import static io.cqdestination.postgres.catalog.generated.Tables.PG_REWRITE;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;
import static org.jooq.impl.SQLDataType.CLOB;

import io.cqdestination.postgres.catalog.generated.tables.PgClass;
import io.cqdestination.postgres.catalog.generated.tables.PgConstraint;
import io.cqdestination.postgres.catalog.generated.tables.PgDepend;
import io.cqdestination.postgres.catalog.generated.tables.PgRewrite;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.Table;

/**
 * Finds what the server would refuse to lose with a table, its row type, or the constraints of its
 * keys: views, foreign keys, functions and whatever else {@code pg_depend} knows.
 */
final class PostgresDependents {
  private static final Field<String> NORMAL = inline("n");

  private final PgClass table;
  private final PgDepend d = PG_DEPEND.as("d");

  PostgresDependents(PgClass table) {
    this.table = table;
  }

  /** One row of two arrays: descriptions, and the constraints concerned or null. */
  Select<?> query() {
    PgConstraint k = PG_CONSTRAINT.as("dk");
    Field<String> none = inline((String) null).cast(CLOB).as("on_constraint");
    Field<String> constraint = k.CONNAME.cast(CLOB).as("on_constraint");
    Table<?> found =
        on(none, references(CatalogNumbers.CLASS, table.OID))
            .union(on(none, references(CatalogNumbers.TYPE, table.RELTYPE)))
            .union(onConstraint(constraint, k, references(CatalogNumbers.CONSTRAINT, k.OID)))
            .union(onConstraint(constraint, k, references(CatalogNumbers.CLASS, k.CONINDID)))
            .asTable("dependent");
    return select(
            arrayAgg(found.field("description", String.class)).as("dependents"),
            arrayAgg(found.field("on_constraint", String.class)).as("dependents_on"))
        .from(found);
  }

  private Select<Record2<String, String>> on(Field<String> nothing, Condition reference) {
    return selectDistinct(description().as("description"), nothing)
        .from(d)
        .where(reference)
        .and(not(belongsToTable()));
  }

  private Select<Record2<String, String>> onConstraint(
      Field<String> name, PgConstraint k, Condition reference) {
    return selectDistinct(description().as("description"), name)
        .from(k)
        .join(d)
        .on(reference)
        .where(k.CONRELID.eq(table.OID))
        .and(k.CONTYPE.in(inline("p"), inline("u")))
        .and(not(belongsToTable()));
  }

  private Condition references(Field<Long> catalog, Field<Long> object) {
    return d.DEPTYPE.eq(NORMAL).and(d.REFCLASSID.eq(catalog)).and(d.REFOBJID.eq(object));
  }

  /** What goes with the table anyway, such as a foreign key to itself or a generated column. */
  private Condition belongsToTable() {
    PgDepend own = PG_DEPEND.as("own");
    return exists(
        selectOne()
            .from(own)
            .where(own.CLASSID.eq(d.CLASSID))
            .and(own.OBJID.eq(d.OBJID))
            .and(own.DEPTYPE.in(inline("a"), inline("i")))
            .and(own.REFCLASSID.eq(CatalogNumbers.CLASS))
            .and(own.REFOBJID.eq(table.OID)));
  }

  private Field<String> description() {
    return when(d.CLASSID.eq(CatalogNumbers.REWRITE), view())
        .when(d.CLASSID.eq(CatalogNumbers.CONSTRAINT), foreignKey())
        .otherwise(
            field(
                "(select type || ' ' || identity from pg_catalog.pg_identify_object({0}, {1}, {2}))",
                CLOB, d.CLASSID, d.OBJID, d.OBJSUBID));
  }

  private Field<String> view() {
    PgRewrite rule = PG_REWRITE.as("w");
    PgClass view = PG_CLASS.as("v");
    Field<String> kind =
        when(view.RELKIND.eq(inline("v")), inline("view "))
            .when(view.RELKIND.eq(inline("m")), inline("materialized view "))
            .otherwise(inline("a rule of "));
    return select(concat(kind, CatalogNumbers.relationName(view.OID)))
        .from(rule)
        .join(view)
        .on(view.OID.eq(rule.EV_CLASS))
        .where(rule.OID.eq(d.OBJID))
        .asField();
  }

  private Field<String> foreignKey() {
    PgConstraint key = PG_CONSTRAINT.as("f");
    return select(
            concat(
                inline("foreign key "),
                key.CONNAME,
                inline(" of table "),
                CatalogNumbers.relationName(key.CONRELID)))
        .from(key)
        .where(key.OID.eq(d.OBJID))
        .asField();
  }
}
