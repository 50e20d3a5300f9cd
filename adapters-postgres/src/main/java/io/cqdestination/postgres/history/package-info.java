/** Every version of the rows of tables with keys, beside the tables. */
@NullMarked
package io.cqdestination.postgres.history;

import org.jspecify.annotations.NullMarked;
