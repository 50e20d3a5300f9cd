/** Tests. */
@NullMarked
package io.cqdestination.postgres.connection.kerberos;

import org.jspecify.annotations.NullMarked;
