/** The text forms a connection is described in, and the parameters they lead to. */
@NullMarked
package io.cqdestination.postgres.connection.parsing;

import org.jspecify.annotations.NullMarked;
