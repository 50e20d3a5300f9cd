/** Statements that go to the server together. */
@NullMarked
@Internal
package io.cqdestination.postgres.statement;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
