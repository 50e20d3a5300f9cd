/** Tests. */
@NullMarked
package io.cqdestination.postgres.connection.parsing;

import org.jspecify.annotations.NullMarked;
