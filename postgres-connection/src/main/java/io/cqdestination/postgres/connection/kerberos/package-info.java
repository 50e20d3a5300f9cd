/** Logging in with Kerberos: what the user's tickets or keytab make of a session. */
@NullMarked
@Internal
package io.cqdestination.postgres.connection.kerberos;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
