/** The databases that speak PostgreSQL's protocol, and every difference between them. */
@NullMarked
package io.cqdestination.postgres.dialect;

import org.jspecify.annotations.NullMarked;
