/** The object graph: one for the process, one for each Init. */
@Internal
@NullMarked
package io.cqdestination.app.assembly;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
