/** Parquet files as records. */
@Internal
@NullMarked
package io.cqdestination.parquet;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
