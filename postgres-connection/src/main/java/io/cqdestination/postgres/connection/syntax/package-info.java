/** What a connection string is made of, and what is said of one that cannot be understood. */
@NullMarked
@Stable
package io.cqdestination.postgres.connection.syntax;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
