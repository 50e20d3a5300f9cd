/** Changing tables: the statements of a migration plan, and how they are run. */
@NullMarked
@Internal
package io.cqdestination.postgres.ddl;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
