package io.cqdestination.grpc.service;

import static io.cqdestination.grpc.service.NumberedNotes.note;
import static io.cqdestination.testkit.plugin.WriteMessages.insert;
import static io.cqdestination.testkit.plugin.WriteMessages.migrate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.cloudquery.plugin.v3.AssessTables;
import io.cloudquery.plugin.v3.Close;
import io.cloudquery.plugin.v3.GetName;
import io.cloudquery.plugin.v3.GetSpecSchema;
import io.cloudquery.plugin.v3.GetTables;
import io.cloudquery.plugin.v3.GetVersion;
import io.cloudquery.plugin.v3.Init;
import io.cloudquery.plugin.v3.PluginGrpc;
import io.cloudquery.plugin.v3.Read;
import io.cloudquery.plugin.v3.Sync;
import io.cloudquery.plugin.v3.TestConnection;
import io.cloudquery.plugin.v3.TransformSchema;
import io.cqdestination.testkit.Await;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.plugin.WriteStream;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The calls that are not Write, and what they do to calls that run, over a real socket. */
class PluginServiceTest {
  private static final SampleTable TABLE = NumberedNotes.table("t");

  @Test
  void thePluginPresentsItself() {
    try (ServedPlugin plugin = new ServedPlugin()) {
      PluginGrpc.PluginBlockingStub calls = plugin.client.calls();

      assertThat(plugin.client.versions()).containsExactly(3);
      assertThat(plugin.client.versionsForOldClients()).containsExactly("v3");
      assertThat(calls.getName(GetName.Request.getDefaultInstance()).getName())
          .isEqualTo("postgresql");
      assertThat(calls.getVersion(GetVersion.Request.getDefaultInstance()).getVersion())
          .isEqualTo("1.2.3");
      assertThat(calls.getSpecSchema(GetSpecSchema.Request.getDefaultInstance()).getJsonSchema())
          .isEqualTo("{}");
      assertThat(
              calls
                  .getTables(GetTables.Request.newBuilder().addTables("*").build())
                  .getTablesList())
          .isEmpty();
    }
  }

  @Test
  void aDestinationNeedNotAssessTables() {
    try (ServedPlugin plugin = new ServedPlugin()) {
      StatusRuntimeException refused =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () -> plugin.client.calls().assessTables(AssessTables.Request.getDefaultInstance()));

      assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
    }
  }

  @Test
  void callsBeforeInitAreRefused() {
    try (ServedPlugin plugin = new ServedPlugin()) {
      assertNotReady(() -> plugin.client.write(migrate(TABLE)));
      assertNotReady(() -> plugin.client.openWriteStream().finish());
      assertNotReady(() -> plugin.client.read(TABLE));
    }
  }

  @Test
  void initWithoutAConnectionOpensNothing() {
    try (ServedPlugin plugin = ServedPlugin.initialized()) {
      Init.Response answer =
          plugin
              .client
              .calls()
              .init(
                  Init.Request.newBuilder()
                      .setNoConnection(true)
                      .setSpec(ByteString.copyFromUtf8("invalid"))
                      .build());

      assertThat(answer.getSupportsFlush()).isTrue();
      assertThat(plugin.destinations.closed("main")).isEqualTo(1);
      assertNotReady(() -> plugin.client.write(migrate(TABLE)));
    }
  }

  @Test
  void aRefusedInitLeavesTheDestinationThatIsThere() {
    try (ServedPlugin plugin = ServedPlugin.initialized()) {
      assertThat(status(() -> plugin.client.init("invalid")).getCode())
          .isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(status(() -> plugin.client.init("unavailable")).getCode())
          .isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(status(() -> plugin.client.init("locked")))
          .as("a failure of the adapter's own")
          .extracting(Status::getCode, Status::getDescription)
          .containsExactly(Status.Code.FAILED_PRECONDITION, "somebody else writes to the file");
      assertThat(status(() -> plugin.client.init("faulty")).getCode())
          .isEqualTo(Status.Code.INTERNAL);

      plugin.client.write(migrate(TABLE), insert(TABLE, note(1, "a")));
      assertThat(plugin.main().rows("t")).hasSize(1);
    }
  }

  @Test
  void aSecondInitLeavesRunningStreamsAlone() {
    try (ServedPlugin plugin = ServedPlugin.initialized()) {
      WriteStream running = plugin.client.openWriteStream();
      running.send(migrate(TABLE));
      assertThat(running.flush(1)).isNotNull();

      plugin.client.init("other");
      plugin.client.write(migrate(TABLE), insert(TABLE, note(2, "b")));
      running.send(insert(TABLE, note(1, "a")));
      assertThat(plugin.destinations.closed("main")).isZero();
      assertThat(running.finish()).isEmpty();

      assertThat(plugin.main().rows("t")).extracting(row -> row.get("note")).containsExactly("a");
      assertThat(plugin.destinations.database("other").rows("t"))
          .extracting(row -> row.get("note"))
          .containsExactly("b");
      Await.until(
          ServedPlugin.LIMIT,
          "the destination that was replaced is closed",
          () -> plugin.destinations.closed("main") == 1);
    }
  }

  @Test
  void closeMayComeAtAnyTimeAndInitAfterIt() {
    try (ServedPlugin plugin = new ServedPlugin()) {
      close(plugin);
      plugin.client.init("main");
      close(plugin);
      close(plugin);
      assertNotReady(() -> plugin.client.write(migrate(TABLE)));
      assertThat(plugin.destinations.closed("main")).isEqualTo(1);

      plugin.client.init("main");
      plugin.client.write(migrate(TABLE), insert(TABLE, note(1, "a")));
      assertThat(plugin.main().rows("t")).hasSize(1);
    }
  }

  @Test
  void theServerClosesTheDestination() {
    ServedPlugin plugin = ServedPlugin.initialized();
    plugin.close();

    assertThat(plugin.destinations.closed("main")).isEqualTo(1);
  }

  @Test
  void aConnectionIsTestedWithoutAnInit() {
    try (ServedPlugin plugin = new ServedPlugin()) {
      assertThat(tested(plugin, "main"))
          .isEqualTo(TestConnection.Response.newBuilder().setSuccess(true).build());
      assertThat(tested(plugin, "unavailable"))
          .isEqualTo(
              TestConnection.Response.newBuilder()
                  .setFailureCode("CONN_FAILED")
                  .setFailureDescription("nobody is there")
                  .build());
    }
  }

  @Test
  void theCallsOfSourcesAndTransformersAreUnimplemented() {
    try (ServedPlugin plugin = ServedPlugin.initialized()) {
      PluginGrpc.PluginBlockingStub calls = plugin.client.calls();
      assertThat(status(() -> calls.sync(Sync.Request.getDefaultInstance()).hasNext()).getCode())
          .isEqualTo(Status.Code.UNIMPLEMENTED);
      assertThat(
              status(() -> calls.transformSchema(TransformSchema.Request.getDefaultInstance()))
                  .getCode())
          .isEqualTo(Status.Code.UNIMPLEMENTED);
    }
  }

  @Test
  void aRequestThatIsNoProtobufIsAnInvalidArgument() {
    try (ServedPlugin plugin = ServedPlugin.initialized()) {
      for (MethodDescriptor<?, ?> method :
          List.of(
              PluginGrpc.getInitMethod(),
              PluginGrpc.getTestConnectionMethod(),
              PluginGrpc.getReadMethod(),
              PluginGrpc.getWriteMethod())) {
        assertThat(status(() -> sendBytes(plugin, method, new byte[] {0x0A, 0x7F, 1})).getCode())
            .as(method.getFullMethodName())
            .isEqualTo(Status.Code.INVALID_ARGUMENT);
      }
      assertThat(plugin.client.versions()).containsExactly(3);
    }
  }

  @Test
  void undecodableTablesAreInvalidArguments() {
    try (ServedPlugin plugin = ServedPlugin.initialized()) {
      for (byte[] table : List.of(new byte[0], new byte[] {1, 2, 3}, new byte[100])) {
        Read.Request request =
            Read.Request.newBuilder().setTable(ByteString.copyFrom(table)).build();
        assertThat(status(() -> plugin.client.calls().read(request).hasNext()).getCode())
            .isEqualTo(Status.Code.INVALID_ARGUMENT);
      }
    }
  }

  private static void sendBytes(ServedPlugin plugin, MethodDescriptor<?, ?> method, byte[] bytes) {
    MethodDescriptor<byte[], byte[]> raw =
        MethodDescriptor.newBuilder(new Bytes(), new Bytes())
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(method.getFullMethodName())
            .build();
    var _ =
        ClientCalls.blockingUnaryCall(
            plugin.client.calls().getChannel(), raw, CallOptions.DEFAULT, bytes);
  }

  private static TestConnection.Response tested(ServedPlugin plugin, String spec) {
    return plugin
        .client
        .calls()
        .testConnection(
            TestConnection.Request.newBuilder().setSpec(ByteString.copyFromUtf8(spec)).build());
  }

  private static void close(ServedPlugin plugin) {
    var _ = plugin.client.calls().close(Close.Request.getDefaultInstance());
  }

  private static void assertNotReady(ThrowingCallable call) {
    Status status = status(call);
    assertThat(status.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(status.getDescription()).contains("call Init");
  }

  private static Status status(ThrowingCallable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call).getStatus();
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      return new byte[0];
    }
  }
}
