/** What a connection string is made of, and what is said of one that cannot be understood. */
@NullMarked
package io.cqdestination.postgres.connection.syntax;

import org.jspecify.annotations.NullMarked;
