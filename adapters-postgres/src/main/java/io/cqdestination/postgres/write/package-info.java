/** Batches of rows on their way into tables. */
@NullMarked
package io.cqdestination.postgres.write;

import org.jspecify.annotations.NullMarked;
