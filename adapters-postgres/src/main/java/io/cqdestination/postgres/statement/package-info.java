/** Statements that go to the server together. */
@NullMarked
package io.cqdestination.postgres.statement;

import org.jspecify.annotations.NullMarked;
