package io.cqdestination.testkit.contract;

import static io.cqdestination.testkit.contract.ContractParts.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.cloudquery.plugin.v3.Close;
import io.cloudquery.plugin.v3.GetName;
import io.cloudquery.plugin.v3.GetSpecSchema;
import io.cloudquery.plugin.v3.GetVersion;
import io.cloudquery.plugin.v3.TestConnection;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

/** The calls around a sync. */
interface ProtocolContract extends ContractParts {

  /** The spec of the store. */
  String spec();

  @Test
  default void thePluginSaysWhatItIs() throws Exception {
    assertThat(client().versions()).contains(3);
    assertThat(client().calls().getName(GetName.Request.getDefaultInstance()).getName())
        .isNotEmpty();
    assertThat(client().calls().getVersion(GetVersion.Request.getDefaultInstance()).getVersion())
        .isNotEmpty();
    String schema =
        client().calls().getSpecSchema(GetSpecSchema.Request.getDefaultInstance()).getJsonSchema();
    assertThat(new ObjectMapper().readTree(schema).isObject()).isTrue();
  }

  @Test
  default void aConnectionIsTested() {
    assertThat(test(spec()).getSuccess()).isTrue();
    TestConnection.Response refused = test("{\"no such\"");
    assertThat(refused.getSuccess()).isFalse();
    assertThat(refused.getFailureCode()).isNotEmpty();
    assertThat(refused.getFailureDescription()).isNotEmpty();
  }

  @Test
  default void aSpecThatIsNoneIsAnInvalidArgument() {
    for (String spec : new String[] {"", "[]", "{\"no such\"", "{}"}) {
      assertThat(failure(() -> client().init(spec)).getStatus().getCode())
          .as(spec)
          .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
  }

  @Test
  default void afterCloseNothingIsWrittenUntilTheNextInit() {
    SampleTable table = new SampleTable("closed").column("v", SampleTypes.int64());
    var _ = client().calls().close(Close.Request.getDefaultInstance());
    assertThat(failure(() -> client().write(WriteMessages.migrate(table))).getStatus().getCode())
        .isEqualTo(Status.Code.FAILED_PRECONDITION);
    client().init(spec());
    client().write(WriteMessages.migrate(table));
    assertThat(rows(table)).isEmpty();
  }

  private TestConnection.Response test(String spec) {
    return client()
        .calls()
        .testConnection(
            TestConnection.Request.newBuilder().setSpec(ByteString.copyFromUtf8(spec)).build());
  }
}
