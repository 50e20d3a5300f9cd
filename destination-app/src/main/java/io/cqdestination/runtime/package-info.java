/**
 * The program around any destination. {@link io.cqdestination.runtime.DestinationApp} runs it, a
 * {@link io.cqdestination.runtime.DestinationPlugin} says whose program it is; the rest are its
 * commands.
 */
@NullMarked
package io.cqdestination.runtime;

import org.jspecify.annotations.NullMarked;
