package io.cqdestination.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.testkit.arrow.ArrowContent;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.WriteMessages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values of every type are the same when they are read back. */
interface TypeContract extends ContractParts {

  @Test
  default void appendedValuesOfEveryTypeAreReadBack() {
    writeAndReadBack(new SampleTable("every_type").column("row", SampleTypes.int64()));
  }

  @Test
  default void overwrittenValuesOfEveryTypeAreReadBack() {
    writeAndReadBack(
        new SampleTable("every_type").column("row", SampleTypes.int64()).primaryKey("row"));
  }

  private void writeAndReadBack(SampleTable numbered) {
    SampleTable table = numbered;
    List<TypeSample> samples = TypeSample.all();
    for (int i = 0; i < samples.size(); i++) {
      table = table.column("c" + i, samples.get(i).type());
    }
    SampleRow[] rows = new SampleRow[6];
    for (int i = 0; i < rows.length; i++) {
      List<@Nullable Object> values = new ArrayList<>();
      values.add((long) i);
      for (TypeSample sample : samples) {
        values.add(sample.value(i));
      }
      rows[i] = new SampleRow(values);
    }

    client().write(WriteMessages.migrate(table), WriteMessages.insert(table, rows));

    List<List<@Nullable Object>> sent = ArrowContent.read(table.record(rows)).rows();
    List<List<@Nullable Object>> read = new ArrayList<>(rows(table));
    read.sort(Comparator.comparing(row -> (Long) row.getFirst()));
    assertThat(read).hasSameSizeAs(sent);
    for (int i = 0; i < samples.size(); i++) {
      TypeSample sample = samples.get(i);
      assertThat(column(sample, read, i + 1))
          .as("values of %s", sample.type().field("c"))
          .isEqualTo(column(sample, sent, i + 1));
    }
  }

  private static List<@Nullable Object> column(
      TypeSample sample, List<List<@Nullable Object>> rows, int column) {
    List<@Nullable Object> values = new ArrayList<>();
    rows.forEach(row -> values.add(sample.meaning(row.get(column))));
    return values;
  }
}
