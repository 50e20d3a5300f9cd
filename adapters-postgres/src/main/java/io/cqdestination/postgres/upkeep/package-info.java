/** What tables get after a load. */
@NullMarked
@Internal
package io.cqdestination.postgres.upkeep;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
