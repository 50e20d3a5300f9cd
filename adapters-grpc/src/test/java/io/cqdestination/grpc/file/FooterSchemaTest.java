package io.cqdestination.grpc.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.flatbuffers.FlatBufferBuilder;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.grpc.arrow.DeepSchema;
import java.nio.ByteBuffer;
import org.apache.arrow.flatbuf.Footer;
import org.junit.jupiter.api.Test;

class FooterSchemaTest {

  @Test
  void aSchemaIsWrittenAsAStreamBegins() {
    assertThat(FooterSchema.message(footer(2))).isNotEmpty();
  }

  @Test
  void nestingWithoutEndIsRefused() {
    Footer footer = footer(20_000);

    assertThatThrownBy(() -> FooterSchema.message(footer))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("the schema of the Arrow stream is too large or nested too deeply");
  }

  private static Footer footer(int depth) {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int schema = DeepSchema.write(builder, depth);
    Footer.startFooter(builder);
    Footer.addSchema(builder, schema);
    builder.finish(Footer.endFooter(builder));
    return Footer.getRootAsFooter(ByteBuffer.wrap(builder.sizedByteArray()));
  }
}
