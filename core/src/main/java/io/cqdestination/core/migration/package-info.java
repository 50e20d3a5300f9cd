/** What has to change so that a table can take the rows of a source. */
@NullMarked
@Stable
package io.cqdestination.core.migration;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
