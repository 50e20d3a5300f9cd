/** The connections of one destination. */
@NullMarked
@Stable
package io.cqdestination.postgres.pool;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
