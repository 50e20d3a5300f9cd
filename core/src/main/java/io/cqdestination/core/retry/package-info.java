/** How often and when a thing is tried again. */
@NullMarked
@Stable
package io.cqdestination.core.retry;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
