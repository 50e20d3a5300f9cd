/** Every version of the rows of tables with keys, beside the tables. */
@NullMarked
@Internal
package io.cqdestination.postgres.history;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
