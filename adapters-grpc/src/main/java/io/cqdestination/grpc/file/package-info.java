/** Files of Arrow's IPC formats. */
@NullMarked
package io.cqdestination.grpc.file;

import org.jspecify.annotations.NullMarked;
