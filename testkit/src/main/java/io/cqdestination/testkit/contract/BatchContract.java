package io.cqdestination.testkit.contract;

import static io.cqdestination.testkit.plugin.WriteMessages.migrate;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudquery.plugin.v3.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Rows of more than one batch. */
interface BatchContract extends ContractParts {

  /** How many rows of a kibibyte are several batches. */
  int rowsOfManyBatches();

  @Test
  default void manyRowsComeInManyBatches() {
    int rows = rowsOfManyBatches();
    List<Write.Request> messages = new ArrayList<>(List.of(migrate(WideRows.KEYED)));
    messages.addAll(WideRows.inserts(WideRows.KEYED, rows));
    client().write(messages);
    client().write(messages);
    assertThat(sorted(WideRows.KEYED.without("v"), Long.class))
        .isEqualTo(LongStream.range(0, rows).boxed().toList());
  }
}
