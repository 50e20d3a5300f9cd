/** Encryption of connections: certificate and key files, and what of a server is verified. */
@NullMarked
@Internal
package io.cqdestination.postgres.connection.tls;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
