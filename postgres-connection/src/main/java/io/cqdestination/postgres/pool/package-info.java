/** The connections of one destination. */
@NullMarked
package io.cqdestination.postgres.pool;

import org.jspecify.annotations.NullMarked;
