package io.cqdestination.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Specs, configurations and connection strings. */
final class TextSeeds {
  private TextSeeds() {}

  static Map<String, byte[]> specs() {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    put(seeds, "smallest", "{\"connection_string\": \"postgres://jack:Qx7Zw9Kj@h/d\"}");
    put(
        seeds,
        "most-keys",
        """
        {"connection_string": "host=h password=Qx7Zw9Kj", "batch_size": 10, "batch_size_bytes": 1e3,
         "batch_timeout": "1m30s", "pgx_log_level": "info", "create_performance_indexes": true,
         "retry_timeout": "5s", "retry_on_deadlock": 2, "delete_stale": "guarded",
         "delete_stale_max_percent": 50, "grant_select_to": ["a", "b"], "migrations": "keep_rows",
         "refused_rows": "set_aside", "unknown": {"a": [1, null, "\\u00e9\\n"]}}
        """);
    put(
        seeds,
        "embeddings",
        """
        {"connection_string": "Qx7Zw9Kj", "pgvector_config": {
          "tables": [{"source_table_name": "a", "target_table_name": "b", "embed_columns": ["c"],
            "metadata_columns": ["d"]}],
          "text_splitter": {"recursive_text": {"chunk_size": 200, "chunk_overlap": 0}},
          "openai_embedding": {"model_name": "text-embedding-3-small", "dimensions": 64,
            "api_key": "Qx7Zw9Kj"}}}
        """);
    put(
        seeds,
        "logins",
        """
        {"Connection_String": "postgres://h/d", "lakebase": {"instance_name": "i",
          "workspace_url": "https://w", "token": "Qx7Zw9Kj"}, "aws_iam_auth": {"region": "r"},
         "password_command": ["echo", "Qx7Zw9Kj"]}
        """);
    put(
        seeds,
        "wrong",
        "{\"connection_string\": 5, \"batch_timeout\": \"soon\", \"batch_size\": -1}");
    put(seeds, "no-json", "{\n\"connection_string\": Qx7Zw9Kj}");
    put(seeds, "list", "[1, 2.5e-3, true]");
    return seeds;
  }

  static Map<String, byte[]> configurations() {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    put(
        seeds,
        "destination",
        """
        kind: destination
        spec:
          name: postgresql
          path: cqdestination/postgresql
          write_mode: append
          pk_mode: cq-id-only
          migrate_mode: forced
          spec:
            connection_string: "postgresql://jack:${PASSWORD}@h/d" # a comment
            batch_size: 10
        """);
    put(
        seeds,
        "several",
        """
        kind: source
        spec: {name: a, tables: ["*"]}
        ---
        kind: destination
        spec:
          name: b
          spec: &anchor
            text: |
              several
              lines
            time: 2024-01-01
            more: [1, "2", ~, 0x10, 'it''s']
        ---
        kind: destination
        spec: {name: c, spec: {a: "${UNSET}"}}
        """);
    put(
        seeds,
        "alias",
        "kind: destination\nspec:\n  name: a\n  spec: {a: &a [1, 2], b: *a, <<: {c: 1}}\n");
    put(seeds, "json", "{\"kind\": \"destination\", \"spec\": {\"name\": \"a\", \"spec\": null}}");
    put(seeds, "no-yaml", "kind: destination\nspec: [${PASSWORD}\n");
    return seeds;
  }

  /** The first character is the kind that {@link ConnectionStringFuzzer} is told. */
  static Map<String, byte[]> connectionStrings() {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    put(
        seeds,
        "uri",
        "0postgresql://jack:s@h1:5432,[::1]:5433/d?sslmode=verify-full&connect_timeout=5");
    put(
        seeds,
        "keywords",
        "0host=h1,h2 port=5432,5433 user=jack dbname='a b' application_name=a\\'b");
    put(seeds, "settings", "0host=/tmp options='-c geqo=off' target_session_attrs=primary x.y=1");
    put(seeds, "pool", "0host=h pool_max_conns=4 pool_max_conn_lifetime=1h keepalives_idle=10");
    put(seeds, "tls", "0host=h sslmode=require sslcert=a sslkey=b sslrootcert=system sslsni=0");
    put(seeds, "login", "0host=h require_auth=!password,md5 channel_binding=require krbsrvname=p");
    put(seeds, "files", "0service=s servicefile=f passfile=p hostaddr=127.0.0.1");
    put(seeds, "behind-user", "1@h:5432/d?sslmode=require");
    put(seeds, "behind-password", "2 dbname=d connect_timeout=5");
    put(seeds, "before-password", "3host=h user = jack sslmode='none'");
    put(seeds, "forms", "4a b'c\\d@e:f/g%20?h=i\u00e9");
    return seeds;
  }

  private static void put(Map<String, byte[]> seeds, String name, String text) {
    seeds.put(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
