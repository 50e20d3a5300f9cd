/** Tests. */
@NullMarked
package io.cqdestination.postgres.connection;

import org.jspecify.annotations.NullMarked;
