package io.cqdestination.grpc.arrow;

import io.cqdestination.core.table.Table;

/**
 * What the schema of an IPC stream says.
 *
 * @param needsConversion whether a column has a layout that core's views do not know, so that
 *     batches have to go through Arrow's own reader
 */
record RecordSchema(Table table, boolean needsConversion) {}
