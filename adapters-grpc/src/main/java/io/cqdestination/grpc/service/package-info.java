/** The calls of the plugin protocol. */
@NullMarked
@Stable
package io.cqdestination.grpc.service;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
