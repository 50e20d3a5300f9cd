/** Deletion of stale rows and of records with their descendants. */
@NullMarked
package io.cqdestination.postgres.delete;

import org.jspecify.annotations.NullMarked;
