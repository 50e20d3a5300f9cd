/** Encryption of connections: certificate and key files, and what of a server is verified. */
@NullMarked
package io.cqdestination.postgres.connection.tls;

import org.jspecify.annotations.NullMarked;
