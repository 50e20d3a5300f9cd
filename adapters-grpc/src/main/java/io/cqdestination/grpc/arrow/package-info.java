/** Arrow's IPC streams, read in place into core's views and written back. */
@Internal
@NullMarked
package io.cqdestination.grpc.arrow;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
