/** Parquet files as records. */
@NullMarked
package io.cqdestination.parquet;

import org.jspecify.annotations.NullMarked;
