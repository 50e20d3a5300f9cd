/** What the database holds: tables, columns, keys and what hangs on them. */
@NullMarked
@Internal
package io.cqdestination.postgres.catalog;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
