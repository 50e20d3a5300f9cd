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
import static org.jooq.impl.DSL.lateral;
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
import org.jooq.Select;
import org.jooq.Table;

/**
 * Finds what the server would refuse to lose with a table, its row type, or the constraints of its
 * keys: views, foreign keys, functions and whatever else {@code pg_depend} knows.
 */
final class PostgresDependents {
  private final PgClass table;
  private final PgDepend d = PG_DEPEND.as("d");

  PostgresDependents(PgClass table) {
    this.table = table;
  }

  /** One row of two arrays: descriptions, and the constraints concerned or null. */
  Select<?> query() {
    Table<?> object = objects().asTable("o");
    Table<?> reference = lateral(references(object)).as("r");
    Field<String> constraint = object.field("on_constraint", String.class);
    Table<?> found =
        selectDistinct(description(reference).as("description"), constraint)
            .from(object)
            .crossJoin(reference)
            .asTable("dependent");
    return select(
            arrayAgg(found.field("description", String.class)).as("dependents"),
            arrayAgg(found.field(constraint)).as("dependents_on"))
        .from(found);
  }

  /** What others may depend on, as {@code pg_depend} refers to it. */
  private Select<?> objects() {
    PgConstraint k = PG_CONSTRAINT.as("dk");
    Field<String> none = inline((String) null).cast(CLOB);
    Field<String> constraint = k.CONNAME.cast(CLOB);
    return select(
            CatalogNumbers.CLASS.as("catalog"), table.OID.as("object"), none.as("on_constraint"))
        .unionAll(select(CatalogNumbers.TYPE, table.RELTYPE, none))
        .unionAll(select(CatalogNumbers.CONSTRAINT, k.OID, constraint).from(k).where(isKey(k)))
        .unionAll(select(CatalogNumbers.CLASS, k.CONINDID, constraint).from(k).where(isKey(k)));
  }

  private Condition isKey(PgConstraint k) {
    return k.CONRELID.eq(table.OID).and(k.CONTYPE.in(inline("p"), inline("u")));
  }

  /**
   * What depends on one object. Its offset of nothing keeps the server from looking at more than
   * one object at a time, which it would do badly before it has statistics of new tables.
   */
  private Select<?> references(Table<?> object) {
    return select(d.CLASSID, d.OBJID, d.OBJSUBID)
        .from(d)
        .where(d.REFCLASSID.eq(object.field("catalog", Long.class)))
        .and(d.REFOBJID.eq(object.field("object", Long.class)))
        .and(d.DEPTYPE.eq(inline("n")))
        .and(not(belongsToTable()))
        .offset(inline(0));
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

  private Field<String> description(Table<?> reference) {
    Field<Long> catalog = reference.field(d.CLASSID);
    Field<Long> object = reference.field(d.OBJID);
    return when(catalog.eq(CatalogNumbers.REWRITE), view(object))
        .when(catalog.eq(CatalogNumbers.CONSTRAINT), foreignKey(object))
        .otherwise(
            field(
                "(select type || ' ' || identity from pg_catalog.pg_identify_object({0}, {1}, {2}))",
                CLOB, catalog, object, reference.field(d.OBJSUBID)));
  }

  private Field<String> view(Field<Long> object) {
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
        .where(rule.OID.eq(object))
        .asField();
  }

  private Field<String> foreignKey(Field<Long> object) {
    PgConstraint key = PG_CONSTRAINT.as("f");
    return select(
            concat(
                inline("foreign key "),
                key.CONNAME,
                inline(" of table "),
                CatalogNumbers.relationName(key.CONRELID)))
        .from(key)
        .where(key.OID.eq(object))
        .asField();
  }
}
