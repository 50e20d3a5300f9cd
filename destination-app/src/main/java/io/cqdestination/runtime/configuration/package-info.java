/** The configuration files of the CLI, for commands that run without it. */
@NullMarked
package io.cqdestination.runtime.configuration;

import org.jspecify.annotations.NullMarked;
