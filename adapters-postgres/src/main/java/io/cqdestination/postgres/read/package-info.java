/** Rows on their way out of tables. */
@NullMarked
@Internal
package io.cqdestination.postgres.read;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
