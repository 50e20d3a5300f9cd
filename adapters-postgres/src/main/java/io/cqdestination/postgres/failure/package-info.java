/** What the server's and the driver's errors mean for a batch. */
@NullMarked
@Internal
package io.cqdestination.postgres.failure;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
