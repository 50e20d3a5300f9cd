/** The text forms a connection is described in, and the parameters they lead to. */
@NullMarked
@Internal
package io.cqdestination.postgres.connection.parsing;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
