package io.cqdestination.grpc.service;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.grpc.server.PluginServer;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginClient;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.cqdestination.testkit.plugin.WriteStream;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageLimitTest {
  private static final SampleTable TABLE =
      new SampleTable("t").column("body", SampleTypes.binary());

  static Stream<Function<PluginClient, WriteStream>> calls() {
    return Stream.of(PluginClient::openWrite, PluginClient::openWriteStream);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aMessageAboveTheLimitIsRefusedWithItsSizeAndTheLimit(
      Function<PluginClient, WriteStream> open) {
    try (ServedPlugin plugin = ServedPlugin.initialized()) {
      plugin.client.write(WriteMessages.migrate(TABLE));
      WriteStream stream = open.apply(plugin.client);
      stream.send(
          WriteMessages.insert(TABLE, row((Object) new byte[PluginServer.MAX_MESSAGE_BYTES])));

      assertThatThrownBy(stream::finish)
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              refusal ->
                  assertThat(refusal.getStatus().getCode())
                      .isEqualTo(Status.Code.RESOURCE_EXHAUSTED))
          .hasMessageMatching(
              ".*exceeds maximum size %d: \\d{9}".formatted(PluginServer.MAX_MESSAGE_BYTES));
      plugin.client.write(WriteMessages.insert(TABLE, row((Object) new byte[1])));
    }
  }
}
