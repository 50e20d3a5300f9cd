/** What a destination is, free of wire formats and databases. */
@NullMarked
package io.cqdestination.core;

import org.jspecify.annotations.NullMarked;
