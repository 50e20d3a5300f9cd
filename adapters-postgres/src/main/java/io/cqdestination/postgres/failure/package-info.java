/** What the server's and the driver's errors mean for a batch. */
@NullMarked
package io.cqdestination.postgres.failure;

import org.jspecify.annotations.NullMarked;
