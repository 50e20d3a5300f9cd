/** The plugin protocol and everything Arrow. */
@Internal
@NullMarked
package io.cqdestination.grpc;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
