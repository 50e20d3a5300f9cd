package io.cqdestination.grpc.arrow;

import io.cqdestination.core.record.ColumnLayout;
import io.cqdestination.core.table.Table;
import java.util.List;

/**
 * What the schema of an IPC stream says.
 *
 * @param layouts of the table's columns, in their order
 * @param needsConversion whether a column has a layout that core's views do not know, so that
 *     batches have to go through Arrow's own reader
 */
record RecordSchema(Table table, List<ColumnLayout> layouts, boolean needsConversion) {}
