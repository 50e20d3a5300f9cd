/** Tables and records as a source sends them: Arrow IPC streams made by Arrow's own library. */
@NullMarked
@Stable
package io.cqdestination.testkit.arrow;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
