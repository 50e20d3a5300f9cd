/** Rows that are refused and set aside, instead of ending a sync. */
@NullMarked
@Internal
package io.cqdestination.postgres.refused;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
