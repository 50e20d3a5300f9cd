/** Sockets the driver can be given: to hosts on a network and to servers on the same machine. */
@NullMarked
package io.cqdestination.postgres.connection.socket;

import org.jspecify.annotations.NullMarked;
