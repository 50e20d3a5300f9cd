/** The text forms of values, for columns whose type a database does not have. */
@NullMarked
@Stable
package io.cqdestination.core.text;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
