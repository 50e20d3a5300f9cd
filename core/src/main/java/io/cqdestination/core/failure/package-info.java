/** Failures, by what the user can do about them. */
@NullMarked
package io.cqdestination.core.failure;

import org.jspecify.annotations.NullMarked;
