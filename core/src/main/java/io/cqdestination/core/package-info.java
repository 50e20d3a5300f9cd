/** What a destination is, free of wire formats and databases. */
@Internal
@NullMarked
package io.cqdestination.core;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
