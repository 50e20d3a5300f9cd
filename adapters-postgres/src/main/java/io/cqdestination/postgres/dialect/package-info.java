/** The databases that speak PostgreSQL's protocol, and every difference between them. */
@NullMarked
@Internal
package io.cqdestination.postgres.dialect;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
