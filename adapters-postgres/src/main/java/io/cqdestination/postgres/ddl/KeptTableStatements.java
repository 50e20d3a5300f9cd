package io.cqdestination.postgres.ddl;

import io.cqdestination.core.migration.SchemaChange.ConvertColumn;
import io.cqdestination.core.migration.SchemaChange.CopyGrants;
import io.cqdestination.core.migration.SchemaChange.RenameTable;
import io.cqdestination.postgres.dialect.Identifiers;
import io.cqdestination.postgres.dialect.Literals;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.type.ValueConversion;
import java.util.ArrayList;
import java.util.List;

/**
 * The SQL that changes tables of PostgreSQL without losing a row. Pure and thread-safe.
 *
 * @param schema of the tables
 */
record KeptTableStatements(SchemaName schema) {
  /** The error of a conversion that would lose a value; no server has it. */
  static final String VALUES_LOST = "CQ001";

  /** What texts of times and of floating-point numbers depend on. */
  static final List<String> PLAIN_TEXTS =
      List.of("set local datestyle = 'ISO'", "set local extra_float_digits = 1");

  /** Looks at every value, while nobody can add one. A cast may fail too. */
  private static final String CHECK =
      """
      begin
        if exists (select 1 from %1$s where %2$s) then
          raise exception 'not every value would stay the same' using errcode = '%3$s';
        end if;
      exception when data_exception or feature_not_supported then
        raise exception '%%', sqlerrm using errcode = '%3$s';
      end\
      """;

  /** Rights on the table, and on columns that the new one has too; the owner has them anyway. */
  private static final String GRANT =
      """
      declare
        given record;
      begin
        for given in
          select a.grantee, a.privilege_type, a.is_grantable, '' as columns
          from pg_catalog.pg_class c cross join lateral pg_catalog.aclexplode(c.relacl) a
          where c.oid = %1$s::pg_catalog.regclass and a.grantee <> c.relowner
          union all
          select a.grantee, a.privilege_type, a.is_grantable, pg_catalog.format(' (%%I)', o.attname)
          from pg_catalog.pg_class c
          join pg_catalog.pg_attribute o on o.attrelid = c.oid
          join pg_catalog.pg_attribute n on n.attname = o.attname
          cross join lateral pg_catalog.aclexplode(o.attacl) a
          where c.oid = %1$s::pg_catalog.regclass and n.attrelid = %2$s::pg_catalog.regclass
            and n.attnum > 0 and not n.attisdropped and a.grantee <> c.relowner
        loop
          execute pg_catalog.concat('grant ', given.privilege_type, given.columns, ' on ', %2$s, ' to ',
            case given.grantee when 0 then 'public'
              else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(given.grantee)) end,
            case when given.is_grantable then ' with grant option' end);
        end loop;
      end\
      """;

  List<String> convert(ConvertColumn change) {
    ValueConversion conversion =
        ValueConversion.of(change.from(), change.to())
            .orElseThrow(() -> new IllegalArgumentException("no conversion: " + change));
    String table = Identifiers.qualified(schema.value(), change.table());
    String column = Identifiers.quoted(change.column());
    List<String> statements = new ArrayList<>(PLAIN_TEXTS);
    statements.add("lock table " + table);
    statements.add(block(CHECK.formatted(table, conversion.loses(column), VALUES_LOST)));
    statements.add(
        "alter table %s alter %s type %s using %s"
            .formatted(table, column, change.to(), conversion.converted(column)));
    return statements;
  }

  /** Indexes of constraints take these along. */
  List<String> rename(RenameTable change) {
    List<String> statements = new ArrayList<>();
    for (String index : change.indexes()) {
      statements.add(
          "alter index %s rename to %s"
              .formatted(
                  Identifiers.qualified(schema.value(), index),
                  Identifiers.quoted(NameBefore.of(index, change.at()))));
    }
    statements.add(
        "alter table %s rename to %s"
            .formatted(
                Identifiers.qualified(schema.value(), change.table()),
                Identifiers.quoted(NameBefore.of(change.table(), change.at()))));
    return statements;
  }

  String copyGrants(CopyGrants change) {
    String before = NameBefore.of(change.table(), change.at());
    return block(
        GRANT.formatted(
            Literals.quoted(Identifiers.qualified(schema.value(), before)),
            Literals.quoted(Identifiers.qualified(schema.value(), change.table()))));
  }

  private static String block(String body) {
    return "do " + Literals.quoted(body);
  }
}
