package io.cqdestination.testkit.plugin;

import com.google.protobuf.ByteString;
import io.cloudquery.discovery.v1.DiscoveryGrpc;
import io.cloudquery.discovery.v1.GetVersions;
import io.cloudquery.plugin.v3.Init;
import io.cloudquery.plugin.v3.PluginGrpc;
import io.cloudquery.plugin.v3.Read;
import io.cloudquery.plugin.v3.Write;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import sun.misc.Signal;

/** A plugin for the client's own tests: keeps records in memory, refuses empty messages. */
final class SamplePlugin extends PluginGrpc.PluginImplBase {

  private final List<ByteString> records = new CopyOnWriteArrayList<>();

  private SamplePlugin() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Signal.handle(new Signal("INT"), signal -> System.exit(0));
    List<String> line = Arrays.asList(arguments);
    if (line.contains("--fail")) {
      System.err.println("told to fail");
      System.exit(3);
    }
    System.out.println("{\"level\":\"info\",\"message\":\"" + String.join(" ", line) + "\"}");
    System.err.println(System.getenv("SAMPLE"));
    serve(Path.of(line.get(line.indexOf("--address") + 1))).awaitTermination();
  }

  private static Server serve(Path socket) throws IOException {
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    return NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(socket))
        .channelType(NioServerDomainSocketChannel.class)
        .bossEventLoopGroup(loops)
        .workerEventLoopGroup(loops)
        .addService(new SamplePlugin())
        .addService(new Discovery())
        .build()
        .start();
  }

  @Override
  public void init(Init.Request request, StreamObserver<Init.Response> answer) {
    answer.onNext(Init.Response.newBuilder().setSupportsFlush(true).build());
    answer.onCompleted();
  }

  @Override
  public void read(Read.Request request, StreamObserver<Read.Response> answer) {
    for (ByteString entry : records) {
      answer.onNext(Read.Response.newBuilder().setRecord(entry).build());
    }
    answer.onCompleted();
  }

  @Override
  public StreamObserver<Write.Request> write(StreamObserver<Write.Response> answers) {
    return new Messages(answers) {
      @Override
      public void onCompleted() {
        answers.onNext(Write.Response.getDefaultInstance());
        super.onCompleted();
      }
    };
  }

  @Override
  public StreamObserver<Write.Request> writeStream(StreamObserver<Write.Response> answers) {
    return new Messages(answers);
  }

  private class Messages implements StreamObserver<Write.Request> {
    private final StreamObserver<Write.Response> answers;

    Messages(StreamObserver<Write.Response> answers) {
      this.answers = answers;
    }

    @Override
    public void onNext(Write.Request message) {
      switch (message.getMessageCase()) {
        case INSERT -> records.add(message.getInsert().getRecord());
        case FLUSH ->
            answers.onNext(
                Write.Response.newBuilder().setFlushId(message.getFlush().getId()).build());
        case MESSAGE_NOT_SET ->
            answers.onError(Status.INVALID_ARGUMENT.withDescription("empty").asException());
        default -> {}
      }
    }

    @Override
    public void onError(Throwable failure) {
      System.out.println("{\"level\":\"warn\",\"message\":\"cancelled\"}");
    }

    @Override
    public void onCompleted() {
      answers.onCompleted();
    }
  }

  private static final class Discovery extends DiscoveryGrpc.DiscoveryImplBase {
    @Override
    public void getVersions(
        GetVersions.Request request, StreamObserver<GetVersions.Response> answer) {
      answer.onNext(GetVersions.Response.newBuilder().addVersions(3).build());
      answer.onCompleted();
    }
  }
}
