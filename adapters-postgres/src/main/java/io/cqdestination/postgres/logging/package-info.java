/** What the database is asked and how it answers, for the log: the spec's {@code pgx_log_level}. */
@NullMarked
@Internal
package io.cqdestination.postgres.logging;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
