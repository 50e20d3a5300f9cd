package io.cqdestination.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.soak.TableModel.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the model lets pass, and what it does not. */
class TableModelTest {
  private static final Row OLD = new Row(1, 10, 0);
  private static final Row NEW = new Row(1, 11, 0);

  private final TableModel table = new TableModel("t");

  @Test
  void aRowThatIsNotAcknowledgedMayBeThereOrNot() {
    table.sent(OLD, 1);
    assertThat(table.compare(List.of(OLD))).isNull();

    TableModel other = new TableModel("t");
    other.sent(OLD, 1);
    assertThat(other.compare(List.of())).isNull();
  }

  @Test
  void anAcknowledgedRowHasToBeThere() {
    table.sent(OLD, 1);
    table.acknowledged();

    assertThat(table.required()).isEqualTo(1);
    assertThat(table.compare(List.of())).contains("lacks the id 1");
  }

  @Test
  void aRowMayNotBeThereTwice() {
    table.sent(OLD, 1);

    assertThat(table.compare(List.of(OLD, OLD))).contains("twice");
  }

  @Test
  void aRowThatNobodySentIsWrong() {
    assertThat(table.compare(List.of(OLD))).contains("should not be there");
  }

  @Test
  void laterRowsMayTakeThePlaceOfAnAcknowledgedOneAndEarlierOnesMayNot() {
    table.sent(OLD, 1);
    table.sent(NEW, 1);
    table.acknowledged();
    Row later = new Row(1, 12, 0);
    table.sent(later, 1);

    assertThat(table.compare(List.of(OLD))).contains("has replaced");
    assertThat(table.compare(List.of(later))).isNull();
  }

  @Test
  void aRowWithAnotherPayloadIsWrong() {
    table.sent(OLD, 1);

    assertThat(table.compare(List.of(new Row(1, 10, 3)))).isNotNull();
  }

  @Test
  void whatADeletionMayHaveTakenNeedNotBeThere() {
    table.sent(OLD, 1);
    table.acknowledged();
    table.perhapsDeletedBefore(2);

    assertThat(table.compare(List.of())).isNull();
  }

  @Test
  void whatADeletionHasTakenMayNotBeThere() {
    table.sent(OLD, 1);
    table.acknowledged();
    table.deletedBefore(2);

    assertThat(table.compare(List.of(OLD))).contains("should not be there");
  }

  @Test
  void aRowThatTheSyncBroughtAgainIsNotStale() {
    table.sent(OLD, 1);
    table.sent(NEW, 2);
    table.acknowledged();
    table.deletedBefore(2);

    assertThat(table.compare(List.of())).contains("lacks");
    assertThat(table.compare(List.of(NEW))).isNull();
  }

  @Test
  void whatWasSeenOnceStays() {
    table.sent(OLD, 1);
    assertThat(table.compare(List.of(OLD))).isNull();

    assertThat(table.compare(List.of())).contains("lacks the id 1");
  }
}
