/** What the process measures of itself, sent to a collector when one is named; free otherwise. */
@Internal
@NullMarked
package io.cqdestination.runtime.telemetry;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
