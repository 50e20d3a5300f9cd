/** Tests. */
@NullMarked
package io.cqdestination.postgres.connection.tls;

import org.jspecify.annotations.NullMarked;
