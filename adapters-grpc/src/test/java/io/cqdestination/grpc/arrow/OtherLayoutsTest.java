package io.cqdestination.grpc.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.testkit.arrow.SampleTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.UnionVector;
import org.apache.arrow.vector.complex.impl.UnionListViewWriter;
import org.apache.arrow.vector.holders.NullableBigIntHolder;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.Types;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Layouts that a test has to build from Arrow's vectors. */
class OtherLayoutsTest {

  @Test
  void aSliceOfVectorsIsReadFromItsFirstRow() {
    try (BufferAllocator allocator = new RootAllocator();
        BigIntVector numbers = new BigIntVector("n", allocator);
        VarCharVector texts = new VarCharVector("v", allocator)) {
      for (int i = 0; i < 20; i++) {
        numbers.setSafe(i, i);
        if (i % 3 != 0) {
          texts.setSafe(i, ("text " + i).getBytes(StandardCharsets.UTF_8));
        }
      }
      numbers.setValueCount(20);
      texts.setValueCount(20);
      try (VectorSchemaRoot all = VectorSchemaRoot.of(numbers, texts);
          VectorSchemaRoot slice = all.slice(11, 3)) {
        assertThat(DecodedStream.rows(stream(slice)))
            .containsExactly(
                List.of("11", "text 11"), Arrays.asList("12", null), List.of("13", "text 13"));
      }
    }
  }

  @Test
  void aSparseUnionGivesTheTextOfItsValues() {
    try (BufferAllocator allocator = new RootAllocator();
        UnionVector union = UnionVector.empty("v", allocator)) {
      NullableBigIntHolder number = new NullableBigIntHolder();
      number.isSet = 1;
      number.value = 7;
      union.setType(0, Types.MinorType.BIGINT);
      union.setSafe(0, number);
      union.setValueCount(1);

      assertThat(rows(union)).containsExactly(List.of("7"));
    }
  }

  @Test
  void aDenseUnionGivesTheTextOfItsValues() {
    try (BufferAllocator allocator = new RootAllocator();
        DenseUnionVector union = DenseUnionVector.empty("v", allocator)) {
      byte type = union.registerNewTypeId(SampleTypes.int64().field("n"));
      NullableBigIntHolder number = new NullableBigIntHolder();
      number.isSet = 1;
      number.value = 7;
      union.setTypeId(0, type);
      union.setSafe(0, number);
      union.setValueCount(1);

      assertThat(rows(union)).containsExactly(List.of("7"));
    }
  }

  @Test
  void aListViewGivesTheTextOfItsValues() {
    try (BufferAllocator allocator = new RootAllocator();
        ListViewVector lists = ListViewVector.empty("v", allocator)) {
      UnionListViewWriter writer = lists.getWriter();
      writer.allocate();
      writer.startListView();
      writer.bigInt().writeBigInt(1);
      writer.bigInt().writeBigInt(2);
      writer.endListView();
      writer.setValueCount(1);
      lists.setValueCount(1);

      assertThat(rows(lists)).containsExactly(List.of("[1,2]"));
    }
  }

  private static List<List<@Nullable String>> rows(FieldVector vector) {
    try (VectorSchemaRoot root = VectorSchemaRoot.of(vector)) {
      root.setRowCount(1);
      return DecodedStream.rows(stream(root));
    }
  }

  private static byte[] stream(VectorSchemaRoot root) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    try (ArrowStreamWriter writer = new ArrowStreamWriter(root, null, stream)) {
      writer.writeBatch();
      writer.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return stream.toByteArray();
  }
}
