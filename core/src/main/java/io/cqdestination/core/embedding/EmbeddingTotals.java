package io.cqdestination.core.embedding;

/**
 * What was asked of an embedding service.
 *
 * @param requests requests sent, those that failed and were sent again included
 * @param tokens tokens the service says it read, 0 where it does not say
 * @param chunks chunks that got their vector
 */
public record EmbeddingTotals(long requests, long tokens, long chunks) {}
