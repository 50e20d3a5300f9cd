/** The messages of a sync, their order, and what is committed. */
@NullMarked
@Stable
package io.cqdestination.core.sync;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
