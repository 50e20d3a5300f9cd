/** Rows on their way: read-only columnar views, and the builder that makes them. */
@NullMarked
@Stable
package io.cqdestination.core.record;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
