/** Values as Java objects, for stores whose driver takes and gives such. */
@NullMarked
@Stable
package io.cqdestination.core.value;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
