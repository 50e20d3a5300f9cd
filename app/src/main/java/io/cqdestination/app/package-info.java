/** Assembles the modules and owns the process. */
@Internal
@NullMarked
package io.cqdestination.app;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
