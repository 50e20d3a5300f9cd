/** The sockets that serve them. */
@NullMarked
@Stable
package io.cqdestination.grpc.server;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
