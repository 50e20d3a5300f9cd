/** The sockets that serve them. */
@NullMarked
package io.cqdestination.grpc.server;

import org.jspecify.annotations.NullMarked;
