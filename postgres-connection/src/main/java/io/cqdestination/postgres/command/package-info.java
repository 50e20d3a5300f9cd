/** Passwords that a program prints. */
@NullMarked
package io.cqdestination.postgres.command;

import org.jspecify.annotations.NullMarked;
