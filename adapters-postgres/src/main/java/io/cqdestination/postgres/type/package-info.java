/** The database types and names that a source's columns and tables become. */
@NullMarked
@Internal
package io.cqdestination.postgres.type;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
