/**
 * Ends waits for servers that are gone without a word: every wait of a socket is noted, and whoever
 * waits for long has the server asked about it.
 */
@NullMarked
@Internal
package io.cqdestination.postgres.connection.silence;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
