-- every type
create table if not exists "public"."every_type" ("boolean" boolean null, "boolean_list" boolean[] null, "int8" int2 null, "int8_list" int2[] null, "int16" int2 null, "int16_list" int2[] null, "int32" int8 null, "int32_list" int8[] null, "int64" int8 null, "int64_list" int8[] null, "uint8" int2 null, "uint8_list" int2[] null, "uint16" int8 null, "uint16_list" int8[] null, "uint32" int8 null, "uint32_list" int8[] null, "uint64" numeric(20,0) null, "uint64_list" numeric(20,0)[] null, "float16" text null, "float16_list" text[] null, "float32" real null, "float32_list" real[] null, "float64" double precision null, "float64_list" double precision[] null, "decimal" numeric(20,4) null, "decimal_list" numeric(20,4)[] null, "text" text null, "text_list" text[] null, "binary" bytea null, "binary_list" bytea[] null, "binary_view" text null, "binary_view_list" text[] null, "uuid" uuid null, "uuid_list" uuid[] null, "json" jsonb null, "json_list" jsonb null, "inet" inet null, "inet_list" inet[] null, "mac" text null, "mac_list" text[] null, "date" date null, "date_list" date[] null, "time" time without time zone null, "time_list" time without time zone[] null, "timestamp" timestamp without time zone null, "timestamp_list" timestamp without time zone[] null, "duration" text null, "duration_list" text[] null, "struct" text null, "struct_list" text[] null);

-- create with key, unique constraint, index and comment
create table if not exists "public"."t" ("id" int8 not null, "u" text null, "_cq_source_name" text null, "_cq_sync_time" timestamp without time zone null, unique ("u"), primary key ("id"));
create index if not exists "t_cqpi" on "public"."t"("_cq_source_name", "_cq_sync_time");
comment on table "public"."t" is 'All of it';

-- add a column, set the comment
alter table "public"."t" add if not exists "added" text null;
comment on table "public"."t" is 'New';

-- drop a unique constraint
drop index if exists "public"."t"@"t_u_key" cascade;

-- drop and create again
drop table "public"."t";
create table if not exists "public"."t" ("v" text null);

-- allow changes of a locked table
alter table "public"."t" set (schema_locked = false);

-- move the key
alter table "public"."t" drop constraint "t_pkey", add constraint "t_pkey" primary key ("_cq_id");
alter table "public"."t" alter "part" drop not null;

-- clear the old key where it was left behind
drop index if exists "public"."t"@"t_id_part_key" cascade;

-- move the key of a locked table
alter table "public"."t" set (schema_locked = false);
alter table "public"."t" drop constraint "t_pkey", add constraint "t_pkey" primary key ("_cq_id");
alter table "public"."t" alter "part" drop not null;
alter table "public"."t" set (schema_locked = true);

-- clear the old key of a locked table
alter table "public"."t" set (schema_locked = false);
drop index if exists "public"."t"@"t_id_part_key" cascade;
alter table "public"."t" set (schema_locked = true);
