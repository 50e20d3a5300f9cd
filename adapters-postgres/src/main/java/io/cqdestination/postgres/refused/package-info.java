/** Rows that are refused and set aside, instead of ending a sync. */
@NullMarked
package io.cqdestination.postgres.refused;

import org.jspecify.annotations.NullMarked;
