/**
 * The program around any destination. {@link io.cqdestination.runtime.DestinationApp} runs it, a
 * {@link io.cqdestination.runtime.DestinationPlugin} says whose program it is; the rest are its
 * commands.
 */
@NullMarked
@Stable
package io.cqdestination.runtime;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
