/** Deletion of stale rows and of records with their descendants. */
@NullMarked
@Internal
package io.cqdestination.postgres.delete;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
