/** Changing tables: the statements of a migration plan, and how they are run. */
@NullMarked
package io.cqdestination.postgres.ddl;

import org.jspecify.annotations.NullMarked;
