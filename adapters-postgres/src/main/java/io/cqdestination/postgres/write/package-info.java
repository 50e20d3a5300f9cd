/** Batches of rows on their way into tables. */
@NullMarked
@Internal
package io.cqdestination.postgres.write;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
