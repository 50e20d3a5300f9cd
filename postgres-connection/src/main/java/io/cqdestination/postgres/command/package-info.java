/** Passwords that a program prints. */
@NullMarked
@Stable
package io.cqdestination.postgres.command;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
