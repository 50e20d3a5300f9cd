/** What the process measures of itself, sent to a collector when one is named; free otherwise. */
@NullMarked
package io.cqdestination.runtime.telemetry;

import org.jspecify.annotations.NullMarked;
