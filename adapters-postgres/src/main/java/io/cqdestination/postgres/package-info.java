/** Everything SQL. */
@NullMarked
@Internal
package io.cqdestination.postgres;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
