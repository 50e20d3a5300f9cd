/** Everything SQL. */
@NullMarked
package io.cqdestination.postgres;

import org.jspecify.annotations.NullMarked;
