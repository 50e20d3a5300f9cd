package io.cqdestination.grpc.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8View;

/** A schema of one column of a type that has no children, with children below children. */
public final class DeepSchema {
  private DeepSchema() {}

  /** Writes it, and says where it is. */
  public static int write(FlatBufferBuilder builder, int depth) {
    int name = builder.createString("v");
    Utf8View.startUtf8View(builder);
    int type = Utf8View.endUtf8View(builder);
    int field = 0;
    for (int i = 0; i < depth; i++) {
      int children = Field.createChildrenVector(builder, i == 0 ? new int[0] : new int[] {field});
      Field.startField(builder);
      Field.addName(builder, name);
      Field.addTypeType(builder, Type.Utf8View);
      Field.addType(builder, type);
      Field.addChildren(builder, children);
      field = Field.endField(builder);
    }
    int fields = Schema.createFieldsVector(builder, new int[] {field});
    Schema.startSchema(builder);
    Schema.addFields(builder, fields);
    return Schema.endSchema(builder);
  }
}
