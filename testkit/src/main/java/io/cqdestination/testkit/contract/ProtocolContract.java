package io.cqdestination.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.cloudquery.plugin.v3.GetName;
import io.cloudquery.plugin.v3.GetSpecSchema;
import io.cloudquery.plugin.v3.GetVersion;
import io.cloudquery.plugin.v3.TestConnection;
import org.junit.jupiter.api.Test;

/** What a plugin says of itself, and of a spec. */
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

  private TestConnection.Response test(String spec) {
    return client()
        .calls()
        .testConnection(
            TestConnection.Request.newBuilder().setSpec(ByteString.copyFromUtf8(spec)).build());
  }
}
