package io.cqdestination.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudquery.plugin.v3.Write;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.plugin.PluginClient;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Optional;
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

  /** Writes what a store may take or refuse; empty where it was taken. */
  default Optional<StatusRuntimeException> refusal(Write.Request... messages) {
    return Optional.ofNullable(failure(() -> client().write(messages)));
  }

  /** The status with which a call fails. */
  static StatusRuntimeException failure(ThrowingCallable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call);
  }

  /** Holds that a call fails in a way. */
  static StatusRuntimeException failure(Status.Code code, ThrowingCallable call) {
    StatusRuntimeException failure = failure(call);
    assertThat(failure).isNotNull();
    assertThat(failure.getStatus().getCode()).isEqualTo(code);
    return failure;
  }
}
