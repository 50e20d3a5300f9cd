/** Values in PostgreSQL's COPY BINARY format. */
@NullMarked
package io.cqdestination.postgres.copy;

import org.jspecify.annotations.NullMarked;
