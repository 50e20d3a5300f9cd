/** Values in PostgreSQL's COPY BINARY format. */
@NullMarked
@Internal
package io.cqdestination.postgres.copy;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
