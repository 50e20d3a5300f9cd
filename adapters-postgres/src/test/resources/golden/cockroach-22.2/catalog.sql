-- which database it is
select version(), current_schema(), current_setting('server_version_num', true),
  current_setting('max_identifier_length', true), current_setting('server_encoding', true);

-- tables
select "t"."relname", cast("t"."relkind" as text) as "relkind", "pg_catalog"."array_to_string"("t"."reloptions", ' ') as "options" from "pg_catalog"."pg_class" as "t" join "pg_catalog"."pg_namespace" as "n" on "n"."oid" = "t"."relnamespace" where ("n"."nspname" = ? and ("t"."relname" = any (cast(? as text[]))) and cast("t"."relkind" as text) not in ('i', 'I'));

-- columns, without hidden ones
select "t"."relname", "a"."attnum", "a"."attname", "pg_catalog"."format_type"("a"."atttypid", "a"."atttypmod") as "type", "a"."attnotnull", "a"."atthasdef", "c"."is_generated", "c"."numeric_precision", "c"."numeric_scale" from (select 'NO' as "is_hidden") as "shown" cross join "pg_catalog"."pg_class" as "t" join "pg_catalog"."pg_namespace" as "n" on "n"."oid" = "t"."relnamespace" join "pg_catalog"."pg_attribute" as "a" on "a"."attrelid" = "t"."oid" left outer join "information_schema"."columns" as "c" on ("c"."table_schema" = "n"."nspname" and "c"."table_name" = "t"."relname" and "c"."column_name" = "a"."attname") where ("n"."nspname" = ? and ("t"."relname" = any (cast(? as text[]))) and cast("t"."relkind" as text) not in ('i', 'I') and "a"."attnum" > 0 and "a"."attisdropped" = false and not exists (select 1 as "one" from "information_schema"."columns" as "h" where ("h"."table_schema" = "n"."nspname" and "h"."table_name" = "t"."relname" and "h"."column_name" = "a"."attname" and "is_hidden" not in ('NO', 'false')))) order by "t"."relname", "a"."attnum";

-- keys and unique constraints
select "t"."relname", "k"."conname", cast("k"."contype" as text) as "contype", "pg_catalog"."array_to_string"("k"."conkey", ' ') as "columns" from "pg_catalog"."pg_constraint" as "k" join "pg_catalog"."pg_class" as "t" on "t"."oid" = "k"."conrelid" join "pg_catalog"."pg_namespace" as "n" on "n"."oid" = "t"."relnamespace" left outer join "pg_catalog"."pg_index" as "x" on "x"."indexrelid" = "k"."conindid" where ("n"."nspname" = ? and ("t"."relname" = any (cast(? as text[]))) and cast("t"."relkind" as text) not in ('i', 'I') and cast("k"."contype" as text) in ('p', 'u') and "x"."indpred" is null) order by "t"."relname", "k"."conname";

-- comments
select "t"."relname", "d"."objsubid", "d"."description" from "pg_catalog"."pg_description" as "d" join "pg_catalog"."pg_class" as "t" on "t"."oid" = "d"."objoid" join "pg_catalog"."pg_namespace" as "n" on "n"."oid" = "t"."relnamespace" where ("n"."nspname" = ? and ("t"."relname" = any (cast(? as text[]))) and cast("t"."relkind" as text) not in ('i', 'I') and ("d"."classoid" = cast('pg_catalog.pg_class' as regclass)));

-- indexes
select "t"."relname", "i"."relname" as "index" from "pg_catalog"."pg_index" as "x" join "pg_catalog"."pg_class" as "t" on "t"."oid" = "x"."indrelid" join "pg_catalog"."pg_namespace" as "n" on "n"."oid" = "t"."relnamespace" join "pg_catalog"."pg_class" as "i" on "i"."oid" = "x"."indexrelid" where ("n"."nspname" = ? and ("t"."relname" = any (cast(? as text[]))) and cast("t"."relkind" as text) not in ('i', 'I'));

-- foreign keys
select "t"."relname", "f"."conname" as "key", "pg_catalog"."quote_ident"(cast("from"."relname" as text)) as "from_table", "k"."conname" as "on_constraint" from "pg_catalog"."pg_constraint" as "f" join "pg_catalog"."pg_class" as "t" on "t"."oid" = "f"."confrelid" join "pg_catalog"."pg_namespace" as "n" on "n"."oid" = "t"."relnamespace" join "pg_catalog"."pg_class" as "from" on "from"."oid" = "f"."conrelid" left outer join "pg_catalog"."pg_constraint" as "k" on ("k"."conrelid" = "t"."oid" and "k"."conindid" = "f"."conindid" and cast("k"."contype" as text) in ('p', 'u')) where ("n"."nspname" = ? and ("t"."relname" = any (cast(? as text[]))) and cast("t"."relkind" as text) not in ('i', 'I') and cast("f"."contype" as text) = 'f' and "f"."conrelid" <> "t"."oid");

-- referred tables
select "t"."relname", "other"."relname" as "referred" from "pg_catalog"."pg_constraint" as "f" join "pg_catalog"."pg_class" as "t" on "t"."oid" = "f"."conrelid" join "pg_catalog"."pg_namespace" as "n" on "n"."oid" = "t"."relnamespace" join "pg_catalog"."pg_class" as "other" on "other"."oid" = "f"."confrelid" where ("n"."nspname" = ? and ("t"."relname" = any (cast(? as text[]))) and cast("t"."relkind" as text) not in ('i', 'I') and cast("f"."contype" as text) = 'f');

-- views
select distinct "t"."relname", "pg_catalog"."quote_ident"(cast("v"."relname" as text)) as "view", cast("v"."relkind" as text) as "view_kind" from "pg_catalog"."pg_depend" as "d" join "pg_catalog"."pg_class" as "t" on "t"."oid" = "d"."refobjid" join "pg_catalog"."pg_namespace" as "n" on "n"."oid" = "t"."relnamespace" join "pg_catalog"."pg_rewrite" as "r" on "r"."oid" = "d"."objid" join "pg_catalog"."pg_class" as "v" on "v"."oid" = "r"."ev_class" where ("n"."nspname" = ? and ("t"."relname" = any (cast(? as text[]))) and cast("t"."relkind" as text) not in ('i', 'I') and "v"."oid" <> "t"."oid");
