/** Tests. */
@NullMarked
package io.cqdestination.postgres.connection.socket;

import org.jspecify.annotations.NullMarked;
