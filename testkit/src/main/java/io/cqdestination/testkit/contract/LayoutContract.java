package io.cqdestination.testkit.contract;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleType;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layouts that a source may choose and that Read does not send: plain ones are asked for. */
interface LayoutContract extends ContractParts {
  SampleTable TEXTS = table(SampleTypes.text());

  /** More than a view holds in itself. */
  String LONG_TEXT = "a text of more than twelve bytes";

  @Test
  default void viewsOfTextsAreTexts() {
    SampleTable views = table(SampleTypes.textView());
    write(views.table(), views.record(row("short"), row(LONG_TEXT), row((Object) null)));
    assertThat(rows(TEXTS))
        .containsExactlyInAnyOrder(
            List.of("short"), List.of(LONG_TEXT), Arrays.asList((Object) null));
  }

  @Test
  default void textsOfADictionaryAreTexts() {
    SampleRow[] rows = {row("a"), row("ä"), row("a"), row((Object) null)};
    write(
        TEXTS.stream().dictionaryEncoded("v").bytes(),
        TEXTS.stream().dictionaryEncoded("v").batch(rows).bytes());
    assertThat(rows(TEXTS))
        .containsExactlyInAnyOrder(
            List.of("a"), List.of("ä"), List.of("a"), Arrays.asList((Object) null));
  }

  @Test
  default void textsInRunsAreTexts() {
    SampleTable runs = table(SampleTypes.runEndEncoded(SampleTypes.text()));
    write(runs.table(), runs.record(row("a"), row("b")));
    assertThat(rows(TEXTS)).containsExactlyInAnyOrder(List.of("a"), List.of("b"));
  }

  /** A store may keep them like bytes of any length, or like those of one. */
  @Test
  default void viewsOfBytesAreBytes() {
    byte[] bytes = LONG_TEXT.getBytes(StandardCharsets.UTF_8);
    SampleTable views = table(SampleTypes.binaryView());
    write(views.table(), views.record(row((Object) bytes)));
    assertThat(List.of(SampleTypes.binary(), SampleTypes.fixedBinary(bytes.length)))
        .as("types as which the bytes can be read")
        .anyMatch(type -> isRead(bytes, type));
  }

  private void write(byte[] table, byte[] record) {
    client().write(WriteMessages.migrate(table, false));
    client().write(WriteMessages.migrate(table, false), WriteMessages.insert(record));
  }

  private boolean isRead(byte[] bytes, SampleType type) {
    try {
      return rows(table(type)).getFirst().getFirst() instanceof byte[] read
          && Arrays.equals(read, bytes);
    } catch (StatusRuntimeException keptOtherwise) {
      return false;
    }
  }

  private static SampleTable table(SampleType type) {
    return new SampleTable("laid_out").column("v", type);
  }
}
