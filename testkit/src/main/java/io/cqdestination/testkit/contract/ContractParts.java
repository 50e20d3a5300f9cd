package io.cqdestination.testkit.contract;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.plugin.PluginClient;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** What the parts of the contract have in common. */
interface ContractParts {

  /** A connection to the plugin, which has had its Init. */
  PluginClient client();

  /** Rows of a table, of the columns that it names, in any order. */
  default List<List<@Nullable Object>> rows(SampleTable table) {
    return client().read(table);
  }

  /** The values of a table's only or first column, in order. */
  default <T extends Comparable<T>> List<T> sorted(SampleTable table, Class<T> type) {
    Stream<T> values = rows(table).stream().map(row -> type.cast(row.getFirst()));
    return values.sorted().toList();
  }

  /** The status with which a call fails. */
  static StatusRuntimeException failure(ThrowingCallable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call);
  }
}
