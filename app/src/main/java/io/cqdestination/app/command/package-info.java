/** The commands of the binary. */
@NullMarked
package io.cqdestination.app.command;

import org.jspecify.annotations.NullMarked;
