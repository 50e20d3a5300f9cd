/** Connection strings as libpq and pgx read them, and the connections they lead to. */
@NullMarked
package io.cqdestination.postgres.connection;

import org.jspecify.annotations.NullMarked;
