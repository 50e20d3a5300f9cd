/** Files of Arrow's IPC formats. */
@Internal
@NullMarked
package io.cqdestination.grpc.file;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
