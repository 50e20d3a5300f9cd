/** The configuration files of the CLI, for commands that run without it. */
@Internal
@NullMarked
package io.cqdestination.runtime.configuration;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
