/** Embeddings of rows' texts, kept with pgvector beside the rows. */
@NullMarked
@Internal
package io.cqdestination.postgres.vector;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
