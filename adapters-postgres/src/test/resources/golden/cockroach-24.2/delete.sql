-- stale rows, by key
DELETE FROM "public"."t" WHERE "_cq_source_name" = ? AND "_cq_sync_time" < CAST(? AS timestamp) AND ("a", "b") IN (SELECT "a", "b" FROM "public"."t" WHERE "_cq_source_name" = ? AND "_cq_sync_time" < CAST(? AS timestamp) LIMIT 10000);

-- stale rows, by row id
DELETE FROM "public"."t" WHERE "_cq_source_name" = ? AND "_cq_sync_time" < CAST(? AS timestamp) AND ("_cq_id") IN (SELECT "_cq_id" FROM "public"."t" WHERE "_cq_source_name" = ? AND "_cq_sync_time" < CAST(? AS timestamp) LIMIT 10000);
DELETE FROM "public"."t" WHERE "_cq_source_name" = ? AND "_cq_sync_time" < CAST(? AS timestamp);

-- stale rows that nothing tells apart
DELETE FROM "public"."t" WHERE "_cq_source_name" = ? AND "_cq_sync_time" < CAST(? AS timestamp);

-- a record with what descends from it, in one transaction
DELETE FROM "public"."grandchild" WHERE "_cq_parent_id" IN (SELECT "_cq_id" FROM "public"."child" WHERE "_cq_parent_id" IN (SELECT "_cq_id" FROM "public"."t" WHERE ("mac" = ?)));
DELETE FROM "public"."child" WHERE "_cq_parent_id" IN (SELECT "_cq_id" FROM "public"."t" WHERE ("mac" = ?));
DELETE FROM "public"."t" WHERE ("mac" = ?);
