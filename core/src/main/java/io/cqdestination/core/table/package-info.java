/** Tables, columns and their types, as a source describes them. */
@NullMarked
@Stable
package io.cqdestination.core.table;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
