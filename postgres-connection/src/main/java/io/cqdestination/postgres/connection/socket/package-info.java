/** Sockets the driver can be given: to hosts on a network and to servers on the same machine. */
@NullMarked
@Internal
package io.cqdestination.postgres.connection.socket;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
