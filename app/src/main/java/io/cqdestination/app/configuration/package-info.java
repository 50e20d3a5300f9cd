/** The configuration files of the CLI, for commands that run without it. */
@NullMarked
package io.cqdestination.app.configuration;

import org.jspecify.annotations.NullMarked;
