package io.cqdestination.core.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.record.RecordBody.Node;
import io.cqdestination.core.record.RecordBody.Range;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType.BooleanType;
import io.cqdestination.core.table.ColumnType.IntegerType;
import io.cqdestination.core.table.ColumnType.ListType;
import io.cqdestination.core.table.ColumnType.NullType;
import io.cqdestination.core.table.ColumnType.StructType;
import io.cqdestination.core.table.ColumnType.TextType;
import io.cqdestination.core.table.ListLayout;
import io.cqdestination.core.table.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order and the places of buffers are those of an Arrow record batch's body. */
class RecordBodyTest {
  private static final ListType LIST =
      new ListType(Column.of("item", new IntegerType(16, true)), new ListLayout.Offsets(false));

  @Test
  void buffersLieBehindOneAnotherAtMultiplesOfEightBytes() {
    RecordBody body = RecordBody.of(twoRows());

    assertThat(body.nodes()).containsExactly(new Node(2, 1), new Node(2, 0), new Node(3, 0));
    assertThat(body.buffers())
        .containsExactly(
            new Range(0, 1), // validity, offsets and bytes of the texts
            new Range(8, 12),
            new Range(24, 5),
            new Range(32, 1), // validity and offsets of the lists
            new Range(40, 12),
            new Range(56, 1), // validity and numbers of their elements
            new Range(64, 6));
    assertThat(body.length()).isEqualTo(72);
  }

  @Test
  void theBytesAreThoseOfTheColumns() {
    RecordBody body = RecordBody.of(twoRows());
    byte[] target = new byte[100];
    body.copyTo(target, 10);

    assertThat(target[10]).isEqualTo((byte) 0b01);
    assertThat(LittleEndian.getInt(target, 10 + 8 + 4)).isEqualTo(5);
    assertThat(new String(target, 10 + 24, 5, UTF_8)).isEqualTo("hello");
    assertThat(LittleEndian.getInt(target, 10 + 40 + 8)).isEqualTo(3);
    assertThat(LittleEndian.getShort(target, 10 + 64 + 4)).isEqualTo((short) -3);
    assertThat(target).endsWith(new byte[18]);
  }

  @Test
  void aTypeWithoutBuffersHasANodeOnly() {
    ColumnView nothing =
        new ColumnView(new NullType(), 2, 2, new byte[0], ColumnBuffers.NONE, List.of());
    StructType struct = new StructType(List.of(Column.of("n", new NullType())));
    ColumnView parent =
        new ColumnView(struct, 2, 0, new byte[0], ColumnBuffers.NONE, List.of(nothing));
    Table table = Table.of("t", Column.of("s", struct));

    RecordBody body = RecordBody.of(new RecordBatch(table, 2, 0, List.of(parent)));

    assertThat(body.nodes()).containsExactly(new Node(2, 0), new Node(2, 2));
    assertThat(body.buffers()).containsExactly(new Range(0, 0));
  }

  @Test
  void bitsHaveAValidityAndAValuesBuffer() {
    BitBuilder bits = new BitBuilder();
    bits.append(true);
    Table table = Table.of("t", Column.of("b", new BooleanType()));
    RecordBatch batch = new RecordBatch(table, 1, 2, List.of(bits.build(new BooleanType())));
    assertThat(RecordBody.of(batch).buffers()).containsExactly(new Range(0, 1), new Range(8, 1));
  }

  /** A text and a null, beside lists of one and of two numbers. */
  private static RecordBatch twoRows() {
    VariableWidthBuilder texts = new VariableWidthBuilder();
    texts.append("hello".getBytes(UTF_8));
    texts.appendNull();
    FixedWidthBuilder elements = new FixedWidthBuilder(2);
    ListBuilder lists = new ListBuilder(LIST, elements);
    elements.append(-1);
    lists.append();
    elements.append(-2);
    elements.append(-3);
    lists.append();
    Table table = Table.of("t", Column.of("text", new TextType(false)), Column.of("list", LIST));
    return new RecordBatch(
        table, 2, 11, List.of(texts.build(new TextType(false)), lists.build(LIST)));
  }
}
