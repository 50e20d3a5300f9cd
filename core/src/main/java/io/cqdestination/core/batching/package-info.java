/** Open batches of rows, one for each table, and when they close. */
@NullMarked
@Stable
package io.cqdestination.core.batching;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
