package io.cqdestination.testkit.plugin;

import com.google.protobuf.ByteString;
import io.cloudquery.discovery.v1.DiscoveryGrpc;
import io.cloudquery.discovery.v1.GetVersions;
import io.cloudquery.plugin.v3.Init;
import io.cloudquery.plugin.v3.PluginGrpc;
import io.cloudquery.plugin.v3.Read;
import io.cloudquery.plugin.v3.Write;
import io.cqdestination.testkit.arrow.ArrowContent;
import io.cqdestination.testkit.arrow.SampleTable;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a plugin that listens already. Every call that is not said to be longer ends
 * after {@value #CALL_SECONDS} seconds at the latest. Thread-safe.
 */
public final class PluginClient implements AutoCloseable {

  /** The deadline of each call in seconds. */
  public static final int CALL_SECONDS = 60;

  private static final int MAX_MESSAGE_BYTES = 250 << 20;
  private static final int CLOSE_SECONDS = 10;

  /** Bytes that may wait to be sent: with few, small messages go one by one between two threads. */
  private static final int READY_BYTES = 1 << 20;

  private final EventLoopGroup eventLoops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ManagedChannel channel;

  private PluginClient(SocketAddress address, Class<? extends Channel> type) {
    channel =
        NettyChannelBuilder.forAddress(address)
            .channelType(type, address.getClass())
            .eventLoopGroup(eventLoops)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .overrideAuthority("localhost")
            .usePlaintext()
            .build();
  }

  /** A connection over a unix socket, without native code. */
  public static PluginClient unix(Path socket) {
    return new PluginClient(UnixDomainSocketAddress.of(socket), NioDomainSocketChannel.class);
  }

  /** A connection over TCP. */
  public static PluginClient tcp(String host, int port) {
    return new PluginClient(new InetSocketAddress(host, port), NioSocketChannel.class);
  }

  /** Calls that return when they are answered; failures are StatusRuntimeExceptions. */
  public PluginGrpc.PluginBlockingStub calls() {
    return PluginGrpc.newBlockingStub(channel).withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  /** Calls that are answered to an observer. */
  public PluginGrpc.PluginStub asynchronousCalls() {
    return PluginGrpc.newStub(channel).withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  /** The protocol versions the plugin speaks. */
  public List<Integer> versions() {
    return DiscoveryGrpc.newBlockingStub(channel)
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
        .getVersions(GetVersions.Request.getDefaultInstance())
        .getVersionsList();
  }

  /** The same, as clients learn it that are older than the call that others use. */
  public List<String> versionsForOldClients() {
    return io.cloudquery.discovery.v0.DiscoveryGrpc.newBlockingStub(channel)
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
        .getVersions(io.cloudquery.discovery.v0.GetVersions.Request.getDefaultInstance())
        .getVersionsList();
  }

  /** Starts a session with a spec, which is JSON. */
  public Init.Response init(String spec) {
    return calls().init(Init.Request.newBuilder().setSpec(ByteString.copyFromUtf8(spec)).build());
  }

  /** One whole Write call; returns when the plugin has answered. */
  public void write(Write.Request... messages) {
    write(Arrays.asList(messages));
  }

  /** One whole Write call; returns when the plugin has answered. */
  public void write(Iterable<Write.Request> messages) {
    WriteStream stream = openWrite();
    messages.forEach(stream::send);
    stream.finish();
  }

  /** A Write call held open; it is answered once, at its end. */
  public WriteStream openWrite() {
    return openWrite(Duration.ofSeconds(CALL_SECONDS));
  }

  /** A Write call held open that may take longer, or has to be shorter, than other calls. */
  public WriteStream openWrite(Duration limit) {
    return new WriteStream(answers ->
        ClientCalls.asyncClientStreamingCall(call(PluginGrpc.getWriteMethod(), limit), answers));
  }

  /** A WriteStream call held open; each flush is answered. */
  public WriteStream openWriteStream() {
    return new WriteStream(answers ->
        ClientCalls.asyncBidiStreamingCall(
            call(PluginGrpc.getWriteStreamMethod(), Duration.ofSeconds(CALL_SECONDS)), answers));
  }

  /** Answers are taken on the thread that receives them: observers put them into queues only. */
  private <T> ClientCall<byte[], T> call(MethodDescriptor<?, T> method, Duration limit) {
    return channel.newCall(
        method.toBuilder(new SerializedMessages(), method.getResponseMarshaller()).build(),
        CallOptions.DEFAULT
            .withDeadlineAfter(limit)
            .withOnReadyThreshold(READY_BYTES)
            .withExecutor(Runnable::run));
  }

  /** All rows that Read gives back for a table. */
  public List<List<@Nullable Object>> read(SampleTable table) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    Read.Request request =
        Read.Request.newBuilder().setTable(ByteString.copyFrom(table.table())).build();
    calls()
        .read(request)
        .forEachRemaining(
            response -> rows.addAll(ArrowContent.read(response.getRecord().toByteArray()).rows()));
    return rows;
  }

  /** Ends every call that is still open. */
  @Override
  public void close() {
    channel.shutdownNow();
    try {
      if (!channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the connection did not close");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      var _ = eventLoops.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
