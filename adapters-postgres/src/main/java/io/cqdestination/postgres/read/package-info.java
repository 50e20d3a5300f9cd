/** Rows on their way out of tables. */
@NullMarked
package io.cqdestination.postgres.read;

import org.jspecify.annotations.NullMarked;
