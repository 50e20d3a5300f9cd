package io.cqdestination.postgres.ddl;

import io.cqdestination.postgres.dialect.SchemaName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what users may have added to tables and would lose when they are dropped. */
final class TableLosses {
  /** The plugin itself makes keys, unique constraints and the performance index, and no others. */
  private static final String QUERY =
      """
      select t.relname, loss.words
      from pg_catalog.pg_class t
      join pg_catalog.pg_namespace s on s.oid = t.relnamespace
      cross join lateral (
        select 'the grants ' || t.relacl::text where t.relacl is not null
        union all
        select 'its owner ' || pg_catalog.quote_ident(r.rolname) from pg_catalog.pg_roles r
        where r.oid = t.relowner and r.rolname <> current_user
        union all
        select 'the index ' || pg_catalog.quote_ident(i.relname)
        from pg_catalog.pg_index x join pg_catalog.pg_class i on i.oid = x.indexrelid
        where x.indrelid = t.oid and i.relname !~ '_cqpi$'
          and not exists (select from pg_catalog.pg_constraint k where k.conindid = i.oid)
        union all
        select 'the constraint ' || pg_catalog.quote_ident(k.conname)
        from pg_catalog.pg_constraint k
        where k.conrelid = t.oid and k.contype in ('c', 'f', 'x')
        union all
        select 'the trigger ' || pg_catalog.quote_ident(g.tgname)
        from pg_catalog.pg_trigger g where g.tgrelid = t.oid and not g.tgisinternal
        union all
        select 'the policy ' || pg_catalog.quote_ident(p.polname)
        from pg_catalog.pg_policy p where p.polrelid = t.oid
        union all
        select 'row level security' where t.relrowsecurity
        union all
        select 'its place in the publication ' || pg_catalog.quote_ident(p.pubname)
        from pg_catalog.pg_publication_rel r
        join pg_catalog.pg_publication p on p.oid = r.prpubid where r.prrelid = t.oid
        union all
        select 'comments of columns' from pg_catalog.pg_description d
        where d.objoid = t.oid and d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
          and d.objsubid > 0
        group by d.objoid
      ) loss(words)
      where s.nspname = ? and t.relname = any (?::name[])
      order by 1, 2\
      """;

  private TableLosses() {}

  /**
   * @return by table, one phrase each; a table without losses is missing
   */
  static Map<String, List<String>> of(
      Connection connection, SchemaName schema, Collection<String> tables) throws SQLException {
    Map<String, List<String>> losses = new HashMap<>();
    if (tables.isEmpty()) {
      return losses;
    }
    Array names = connection.createArrayOf("text", tables.toArray());
    try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
      statement.setString(1, schema.value());
      statement.setArray(2, names);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          losses.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>()).add(rows.getString(2));
        }
      }
    } finally {
      names.free();
    }
    return losses;
  }
}
