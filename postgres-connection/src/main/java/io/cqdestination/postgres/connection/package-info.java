/** Connection strings as libpq and pgx read them, and the connections they lead to. */
@NullMarked
@Stable
package io.cqdestination.postgres.connection;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
