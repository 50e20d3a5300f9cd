/**
 * What destinations for databases with a JDBC driver have in common: a destination brings a {@link
 * io.cqdestination.jdbc.Dialect} and a {@link io.cqdestination.jdbc.BulkLoader}.
 */
@NullMarked
@Stable
package io.cqdestination.jdbc;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
