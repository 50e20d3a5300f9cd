/** What syncs tell of themselves to whoever measures them. */
@NullMarked
@Stable
package io.cqdestination.core.measure;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
