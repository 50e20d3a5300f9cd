package io.cqdestination.postgres.catalog;

import static io.cqdestination.postgres.catalog.generated.Tables.PG_ATTRIBUTE;
import static io.cqdestination.postgres.catalog.generated.Tables.PG_CLASS;
import static io.cqdestination.postgres.catalog.generated.Tables.PG_CONSTRAINT;
import static io.cqdestination.postgres.catalog.generated.Tables.PG_DESCRIPTION;
import static io.cqdestination.postgres.catalog.generated.Tables.PG_INDEX;
import static io.cqdestination.postgres.catalog.generated.Tables.PG_INHERITS;
import static io.cqdestination.postgres.catalog.generated.Tables.PG_NAMESPACE;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.arrayAggDistinct;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.SQLDataType.BOOLEAN;
import static org.jooq.impl.SQLDataType.CLOB;
import static org.jooq.impl.SQLDataType.INTEGER;

import io.cqdestination.postgres.catalog.generated.tables.PgAttribute;
import io.cqdestination.postgres.catalog.generated.tables.PgClass;
import io.cqdestination.postgres.catalog.generated.tables.PgConstraint;
import io.cqdestination.postgres.catalog.generated.tables.PgDescription;
import io.cqdestination.postgres.catalog.generated.tables.PgIndex;
import io.cqdestination.postgres.catalog.generated.tables.PgInherits;
import io.cqdestination.postgres.dialect.PostgresDialect;
import java.util.Arrays;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectJoinStep;
import org.jooq.Table;

/**
 * The query that tells everything about some tables of a schema, one row a table. The parts of each
 * table are gathered by subqueries that the server can only answer through its indexes, whatever
 * the statistics say, so that the size of the database does not matter.
 */
final class PostgresTables {
  private static final int MOST_PARTITIONS = 20;

  private final PgClass table = PG_CLASS.as("t");
  private final PostgresDialect dialect;

  PostgresTables(PostgresDialect dialect) {
    this.dialect = dialect;
  }

  /** The query; its parameters are the schema's name and the array of the tables' names. */
  Select<?> query() {
    Field<Boolean> owned =
        function(name("pg_catalog", "pg_has_role"), BOOLEAN, table.RELOWNER, inline("USAGE"));
    List<Table<?>> parts =
        List.of(
            lateral(columns()).as("column_parts"),
            lateral(constraints()).as("constraint_parts"),
            lateral(comments()).as("comment_parts"),
            lateral(indexes()).as("index_parts"),
            lateral(referred()).as("referred_parts"),
            lateral(partitions()).as("partition_parts"),
            lateral(new PostgresDependents(table).query()).as("dependent_parts"));
    SelectJoinStep<Record> tables =
        select(table.RELNAME, table.RELKIND, owned.as("owned"), table.RELHASRULES)
            .select(parts.stream().flatMap(part -> Arrays.stream(part.fields())).toList())
            .from(table);
    for (Table<?> part : parts) {
      tables = tables.crossJoin(part);
    }
    return tables
        .where(
            table.RELNAMESPACE.eq(
                select(PG_NAMESPACE.OID)
                    .from(PG_NAMESPACE)
                    .where(PG_NAMESPACE.NSPNAME.eq(param("schema", String.class)))))
        .and(
            condition(
                "{0} = any (cast({1} as name[]))", table.RELNAME, param("names", Object.class)));
  }

  private Select<?> columns() {
    PgAttribute a = PG_ATTRIBUTE.as("a");
    Field<String> type = function(name("pg_catalog", "format_type"), CLOB, a.ATTTYPID, a.ATTTYPMOD);
    Field<String> generated =
        dialect.hasGeneratedColumns() ? a.ATTGENERATED.cast(CLOB) : inline("").cast(CLOB);
    return select(
            arrayAgg(a.ATTNUM).orderBy(a.ATTNUM).as("column_numbers"),
            arrayAgg(a.ATTNAME.cast(CLOB)).orderBy(a.ATTNUM).as("column_names"),
            arrayAgg(type).orderBy(a.ATTNUM).as("column_types"),
            arrayAgg(a.ATTNOTNULL).orderBy(a.ATTNUM).as("column_not_null"),
            arrayAgg(a.ATTHASDEF).orderBy(a.ATTNUM).as("column_default"),
            arrayAgg(a.ATTIDENTITY.cast(CLOB)).orderBy(a.ATTNUM).as("column_identity"),
            arrayAgg(generated).orderBy(a.ATTNUM).as("column_generated"))
        .from(a)
        .where(a.ATTRELID.eq(table.OID))
        .and(a.ATTNUM.gt(inline((short) 0)))
        .and(a.ATTISDROPPED.isFalse());
  }

  private Select<?> constraints() {
    PgConstraint k = PG_CONSTRAINT.as("k");
    Field<String> columns =
        function(name("pg_catalog", "array_to_string"), CLOB, k.CONKEY, inline(" "));
    return select(
            arrayAgg(k.CONNAME.cast(CLOB)).orderBy(k.OID).as("constraint_names"),
            arrayAgg(k.CONTYPE.cast(CLOB)).orderBy(k.OID).as("constraint_types"),
            arrayAgg(columns).orderBy(k.OID).as("constraint_columns"))
        .from(k)
        .where(k.CONRELID.eq(table.OID))
        .and(k.CONTYPE.in(inline("p"), inline("u")));
  }

  private Select<?> comments() {
    PgDescription d = PG_DESCRIPTION.as("d");
    return select(
            arrayAgg(d.OBJSUBID).orderBy(d.OBJSUBID).as("comment_columns"),
            arrayAgg(d.DESCRIPTION).orderBy(d.OBJSUBID).as("comment_texts"))
        .from(d)
        .where(d.OBJOID.eq(table.OID))
        .and(d.CLASSOID.eq(CatalogNumbers.CLASS));
  }

  private Select<?> indexes() {
    PgIndex x = PG_INDEX.as("x");
    PgClass index = PG_CLASS.as("i");
    Field<?> columnCount =
        dialect.hasGeneratedColumns()
            ? x.INDNKEYATTS
            : field(
                "coalesce(cast(pg_catalog.to_jsonb(x) ->> 'indnkeyatts' as int), {0})",
                INTEGER, x.INDNATTS);
    Field<String> columns =
        field(
            "pg_catalog.array_to_string((cast({0} as int2[]))[0:{1} - 1], ' ')",
            CLOB, field(name("x", "indkey")), columnCount);
    return select(
            arrayAgg(index.RELNAME.cast(CLOB)).as("index_names"),
            arrayAgg(columns).filterWhere(tellsRows(x)).as("unique_columns"))
        .from(x)
        .join(index)
        .on(index.OID.eq(x.INDEXRELID))
        .where(x.INDRELID.eq(table.OID));
  }

  /** Whether the server finds rows of the same key by the index: ON CONFLICT wants that. */
  private static Condition tellsRows(PgIndex x) {
    return x.INDISUNIQUE
        .isTrue()
        .and(x.INDISVALID.isTrue())
        .and(x.INDIMMEDIATE.isTrue())
        .and(x.INDPRED.isNull())
        .and(x.INDEXPRS.isNull());
  }

  private Select<?> referred() {
    PgConstraint f = PG_CONSTRAINT.as("f");
    PgClass other = PG_CLASS.as("o");
    return select(arrayAggDistinct(other.RELNAME.cast(CLOB)).as("referred_names"))
        .from(f)
        .join(other)
        .on(other.OID.eq(f.CONFRELID))
        .where(f.CONRELID.eq(table.OID))
        .and(f.CONTYPE.eq(inline("f")));
  }

  private Select<?> partitions() {
    PgInherits h = PG_INHERITS.as("h");
    Field<String> child = CatalogNumbers.relationName(h.INHRELID).as("child");
    Table<?> some =
        select(child)
            .from(h)
            .where(h.INHPARENT.eq(table.OID))
            .orderBy(h.INHRELID)
            .limit(inline(MOST_PARTITIONS))
            .asTable("some");
    return select(arrayAgg(some.field(child)).as("partition_names")).from(some);
  }
}
