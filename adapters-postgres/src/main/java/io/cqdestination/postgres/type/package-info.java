/** The database types and names that a source's columns and tables become. */
@NullMarked
package io.cqdestination.postgres.type;

import org.jspecify.annotations.NullMarked;
