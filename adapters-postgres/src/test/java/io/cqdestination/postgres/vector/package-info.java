/** Embeddings in a real PostgreSQL server with pgvector. */
@NullMarked
package io.cqdestination.postgres.vector;

import org.jspecify.annotations.NullMarked;
