/** Arrow's IPC streams, read in place into core's views and written back. */
@NullMarked
package io.cqdestination.grpc.arrow;

import org.jspecify.annotations.NullMarked;
