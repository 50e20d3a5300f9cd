package io.cqdestination.app.spec;

import io.cqdestination.core.embedding.EmbeddingOptions;
import io.cqdestination.openai.EmbeddingSettings;

/**
 * A {@code pgvector_config} that was found good, with defaults filled in. Immutable; its text form
 * holds no secret.
 */
public record EmbeddingSpec(EmbeddingOptions options, EmbeddingSettings settings) {}
