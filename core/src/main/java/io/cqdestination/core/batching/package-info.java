/** Open batches of rows, one for each table, and when they close. */
@NullMarked
package io.cqdestination.core.batching;

import org.jspecify.annotations.NullMarked;
