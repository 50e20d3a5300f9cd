/** Parquet files as records. */
@Internal
@NullMarked
package io.cqdestination.parquet;

import io.cqdestination.core.stability.Internal;
import org.jspecify.annotations.NullMarked;
