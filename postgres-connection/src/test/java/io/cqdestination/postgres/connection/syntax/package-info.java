/** Tests. */
@NullMarked
package io.cqdestination.postgres.connection.syntax;

import org.jspecify.annotations.NullMarked;
