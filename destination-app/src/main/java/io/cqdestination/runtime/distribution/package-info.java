/** The folder that the registry takes. */
@Internal
@NullMarked
package io.cqdestination.runtime.distribution;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
