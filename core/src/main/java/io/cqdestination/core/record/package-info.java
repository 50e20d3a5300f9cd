/** Rows on their way: read-only columnar views, and the builder that makes them. */
@NullMarked
package io.cqdestination.core.record;

import org.jspecify.annotations.NullMarked;
