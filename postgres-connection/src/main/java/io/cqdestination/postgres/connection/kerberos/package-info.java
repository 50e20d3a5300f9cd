/** Logging in with Kerberos: what the user's tickets or keytab make of a session. */
@NullMarked
package io.cqdestination.postgres.connection.kerberos;

import org.jspecify.annotations.NullMarked;
