package io.cqdestination.grpc.server;

import io.cqdestination.grpc.service.PluginServices;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The process's gRPC server on one unix or tcp socket. Thread-safe. */
public final class PluginServer implements AutoCloseable {
  /** Most bytes of one message. */
  public static final int MAX_MESSAGE_BYTES = 200 << 20;

  private static final int FLOW_CONTROL_WINDOW_BYTES = 2 << 20;
  private static final long GRACE_MILLIS = 2_000;
  private static final long ABORT_MILLIS = 1_500;

  private final MultiThreadIoEventLoopGroup acceptLoop = eventLoops(1, "accept");
  private final MultiThreadIoEventLoopGroup eventLoops = eventLoops(2, "socket");
  private final ExecutorService calls = Executors.newCachedThreadPool(threads("call"));
  private final PluginServices services;
  private final Server server;

  /**
   * @param address a unix socket's path, which must not exist, or an internet address
   */
  public PluginServer(SocketAddress address, PluginServices services) {
    this.services = services;
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(address)
            .channelType(
                address instanceof UnixDomainSocketAddress
                    ? NioServerDomainSocketChannel.class
                    : NioServerSocketChannel.class)
            .bossEventLoopGroup(acceptLoop)
            .workerEventLoopGroup(eventLoops)
            .executor(calls)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .flowControlWindow(FLOW_CONTROL_WINDOW_BYTES);
    services.definitions().forEach(builder::addService);
    this.server = builder.build();
  }

  /** Begins to accept; the socket is there when this returns. */
  public void start() throws IOException {
    server.start();
  }

  /** Waits until the server was closed. */
  public void awaitTermination() throws InterruptedException {
    server.awaitTermination();
  }

  /** Lets running calls end for a short time, then ends them, and closes the destination. */
  @Override
  public void close() {
    server.shutdown();
    try {
      if (!server.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
        server.shutdownNow();
        server.awaitTermination(ABORT_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      server.shutdownNow();
    } finally {
      services.close();
      calls.shutdownNow();
      var _ = eventLoops.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
      var _ = acceptLoop.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
    }
  }

  private static MultiThreadIoEventLoopGroup eventLoops(int threads, String name) {
    return new MultiThreadIoEventLoopGroup(threads, threads(name), NioIoHandler.newFactory());
  }

  /** The Java machine's own way to number threads makes classes at run time, at every start. */
  private static ThreadFactory threads(String name) {
    AtomicInteger number = new AtomicInteger();
    return work ->
        Thread.ofPlatform().daemon().name(name + "-" + number.incrementAndGet()).unstarted(work);
  }
}
