/** Embeddings of rows' texts, kept with pgvector beside the rows. */
@NullMarked
package io.cqdestination.postgres.vector;

import org.jspecify.annotations.NullMarked;
