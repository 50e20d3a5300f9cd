package io.cqdestination.postgres.catalog;

import static io.cqdestination.postgres.catalog.generated.Tables.PG_ATTRIBUTE;
import static io.cqdestination.postgres.catalog.generated.Tables.PG_CLASS;
import static io.cqdestination.postgres.catalog.generated.Tables.PG_CONSTRAINT;
import static io.cqdestination.postgres.catalog.generated.Tables.PG_DEPEND;
import static io.cqdestination.postgres.catalog.generated.Tables.PG_DESCRIPTION;
import static io.cqdestination.postgres.catalog.generated.Tables.PG_INDEX;
import static io.cqdestination.postgres.catalog.generated.Tables.PG_NAMESPACE;
import static io.cqdestination.postgres.catalog.generated.Tables.PG_REWRITE;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.CLOB;
import static org.jooq.impl.SQLDataType.INTEGER;

import io.cqdestination.postgres.catalog.generated.tables.PgAttribute;
import io.cqdestination.postgres.catalog.generated.tables.PgClass;
import io.cqdestination.postgres.catalog.generated.tables.PgConstraint;
import io.cqdestination.postgres.catalog.generated.tables.PgDepend;
import io.cqdestination.postgres.catalog.generated.tables.PgDescription;
import io.cqdestination.postgres.catalog.generated.tables.PgIndex;
import io.cqdestination.postgres.catalog.generated.tables.PgNamespace;
import io.cqdestination.postgres.catalog.generated.tables.PgRewrite;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;

/**
 * The queries that tell everything about some tables of a schema of CockroachDB, one for each kind
 * of thing: its catalogues are computed, and plain joins of them are what every version answers
 * alike. The parameters of each are the schema's name and the array of the tables' names.
 */
final class CockroachTables {
  private final PgClass t = PG_CLASS.as("t");
  private final PgNamespace n = PG_NAMESPACE.as("n");

  /** The tables and views. */
  Select<?> relations() {
    return select(
            t.RELNAME,
            t.RELKIND.cast(CLOB).as("relkind"),
            function(name("pg_catalog", "array_to_string"), CLOB, t.RELOPTIONS, inline(" "))
                .as("options"))
        .from(t)
        .join(n)
        .on(n.OID.eq(t.RELNAMESPACE))
        .where(isWanted());
  }

  /**
   * The columns that are shown, in their order. Where a server's information schema does not know
   * hidden columns, the name {@code is_hidden} means the outer query's constant.
   */
  Select<?> columns() {
    PgAttribute a = PG_ATTRIBUTE.as("a");
    Table<?> c = table(name("information_schema", "columns")).as("c");
    Table<?> h = table(name("information_schema", "columns")).as("h");
    Field<String> isHidden = field(name("is_hidden"), CLOB);
    Field<String> type = function(name("pg_catalog", "format_type"), CLOB, a.ATTTYPID, a.ATTTYPMOD);
    Condition hidden =
        exists(
            selectOne()
                .from(h)
                .where(isColumn(h, a))
                .and(isHidden.notIn(inline("NO"), inline("false"))));
    return select(
            t.RELNAME,
            a.ATTNUM,
            a.ATTNAME,
            type.as("type"),
            a.ATTNOTNULL,
            a.ATTHASDEF,
            text(c, "is_generated"),
            field(name("c", "numeric_precision"), INTEGER),
            field(name("c", "numeric_scale"), INTEGER))
        .from(select(inline("NO").as("is_hidden")).asTable("shown"))
        .crossJoin(t)
        .join(n)
        .on(n.OID.eq(t.RELNAMESPACE))
        .join(a)
        .on(a.ATTRELID.eq(t.OID))
        .leftJoin(c)
        .on(isColumn(c, a))
        .where(isWanted())
        .and(a.ATTNUM.gt(inline((short) 0)))
        .and(a.ATTISDROPPED.isFalse())
        .and(not(hidden))
        .orderBy(t.RELNAME, a.ATTNUM);
  }

  private Condition isColumn(Table<?> columns, PgAttribute a) {
    return text(columns, "table_schema")
        .eq(n.NSPNAME)
        .and(text(columns, "table_name").eq(t.RELNAME))
        .and(text(columns, "column_name").eq(a.ATTNAME));
  }

  private static Field<String> text(Table<?> table, String column) {
    return field(name(table.getName(), column), CLOB);
  }

  /** Primary keys and unique constraints; partial unique indexes are shown as such too. */
  Select<?> constraints() {
    PgConstraint k = PG_CONSTRAINT.as("k");
    PgIndex x = PG_INDEX.as("x");
    return select(
            t.RELNAME,
            k.CONNAME,
            k.CONTYPE.cast(CLOB).as("contype"),
            function(name("pg_catalog", "array_to_string"), CLOB, k.CONKEY, inline(" "))
                .as("columns"))
        .from(k)
        .join(t)
        .on(t.OID.eq(k.CONRELID))
        .join(n)
        .on(n.OID.eq(t.RELNAMESPACE))
        .leftJoin(x)
        .on(x.INDEXRELID.eq(k.CONINDID))
        .where(isWanted())
        .and(k.CONTYPE.cast(CLOB).in(inline("p"), inline("u")))
        .and(x.INDPRED.isNull())
        .orderBy(t.RELNAME, k.CONNAME);
  }

  /** Comments of tables and columns. */
  Select<?> comments() {
    PgDescription d = PG_DESCRIPTION.as("d");
    return select(t.RELNAME, d.OBJSUBID, d.DESCRIPTION)
        .from(d)
        .join(t)
        .on(t.OID.eq(d.OBJOID))
        .join(n)
        .on(n.OID.eq(t.RELNAMESPACE))
        .where(isWanted())
        .and(condition("{0} = cast('pg_catalog.pg_class' as regclass)", d.CLASSOID));
  }

  /** All indexes. */
  Select<?> indexes() {
    PgIndex x = PG_INDEX.as("x");
    PgClass i = PG_CLASS.as("i");
    return select(t.RELNAME, i.RELNAME.as("index"))
        .from(x)
        .join(t)
        .on(t.OID.eq(x.INDRELID))
        .join(n)
        .on(n.OID.eq(t.RELNAMESPACE))
        .join(i)
        .on(i.OID.eq(x.INDEXRELID))
        .where(isWanted());
  }

  /** Foreign keys of other tables, with the constraint they need. */
  Select<?> foreignKeys() {
    PgConstraint f = PG_CONSTRAINT.as("f");
    PgConstraint k = PG_CONSTRAINT.as("k");
    PgClass from = PG_CLASS.as("from");
    return select(
            t.RELNAME,
            f.CONNAME.as("key"),
            quoted(from.RELNAME).as("from_table"),
            k.CONNAME.as("on_constraint"))
        .from(f)
        .join(t)
        .on(t.OID.eq(f.CONFRELID))
        .join(n)
        .on(n.OID.eq(t.RELNAMESPACE))
        .join(from)
        .on(from.OID.eq(f.CONRELID))
        .leftJoin(k)
        .on(k.CONRELID.eq(t.OID))
        .and(k.CONINDID.eq(f.CONINDID))
        .and(k.CONTYPE.cast(CLOB).in(inline("p"), inline("u")))
        .where(isWanted())
        .and(f.CONTYPE.cast(CLOB).eq(inline("f")))
        .and(f.CONRELID.ne(t.OID));
  }

  /** Tables that foreign keys of the tables lead to. */
  Select<?> referred() {
    PgConstraint f = PG_CONSTRAINT.as("f");
    PgClass other = PG_CLASS.as("other");
    return select(t.RELNAME, other.RELNAME.as("referred"))
        .from(f)
        .join(t)
        .on(t.OID.eq(f.CONRELID))
        .join(n)
        .on(n.OID.eq(t.RELNAMESPACE))
        .join(other)
        .on(other.OID.eq(f.CONFRELID))
        .where(isWanted())
        .and(f.CONTYPE.cast(CLOB).eq(inline("f")));
  }

  /** Views that read the tables; versions before 21.1 do not tell. */
  Select<?> views() {
    PgDepend d = PG_DEPEND.as("d");
    PgRewrite r = PG_REWRITE.as("r");
    PgClass v = PG_CLASS.as("v");
    return selectDistinct(
            t.RELNAME, quoted(v.RELNAME).as("view"), v.RELKIND.cast(CLOB).as("view_kind"))
        .from(d)
        .join(t)
        .on(t.OID.eq(d.REFOBJID))
        .join(n)
        .on(n.OID.eq(t.RELNAMESPACE))
        .join(r)
        .on(r.OID.eq(d.OBJID))
        .join(v)
        .on(v.OID.eq(r.EV_CLASS))
        .where(isWanted())
        .and(v.OID.ne(t.OID));
  }

  private static Field<String> quoted(Field<String> name) {
    return function(name("pg_catalog", "quote_ident"), CLOB, name.cast(CLOB));
  }

  /** Names of indexes are unique for each table only, and may be those of other tables. */
  private Condition isWanted() {
    return n.NSPNAME
        .eq(param("schema", String.class))
        .and(condition("{0} = any (cast({1} as text[]))", t.RELNAME, param("names", Object.class)))
        .and(t.RELKIND.cast(CLOB).notIn(inline("i"), inline("I")));
  }
}
