package io.cqdestination.postgres.vector;

import java.util.List;

/**
 * A row and the chunks that its text is cut into.
 *
 * @param id the value of {@code _cq_id}
 */
record ChunkedRow(RowFields.Row fields, byte[] id, List<String> chunks) {}
