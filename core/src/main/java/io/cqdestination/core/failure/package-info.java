/** Failures, by what the user can do about them. */
@NullMarked
@Stable
package io.cqdestination.core.failure;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
