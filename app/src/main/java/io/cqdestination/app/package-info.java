/** Assembles the modules and owns the process. */
@Internal
@NullMarked
package io.cqdestination.app;

import io.cqdestination.core.stability.Internal;
import org.jspecify.annotations.NullMarked;
