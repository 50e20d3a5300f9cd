/** What the database holds: tables, columns, keys and what hangs on them. */
@NullMarked
package io.cqdestination.postgres.catalog;

import org.jspecify.annotations.NullMarked;
