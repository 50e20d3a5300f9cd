/** A CloudQuery destination for DuckDB. */
@NullMarked
package example.duckdb;

import org.jspecify.annotations.NullMarked;
