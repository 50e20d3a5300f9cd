/** Log lines as the CloudQuery CLI reads them, or as people do. */
@Internal
@NullMarked
package io.cqdestination.runtime.logging;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
