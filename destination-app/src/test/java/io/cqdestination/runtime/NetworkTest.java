package io.cqdestination.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class NetworkTest {

  @Test
  void tcp_addresses_are_a_host_and_a_port() {
    assertThat(Network.TCP.parse("127.0.0.1:7777"))
        .isEqualTo(new InetSocketAddress("127.0.0.1", 7777));
    assertThat(Network.TCP.parse("[::1]:7777")).isEqualTo(new InetSocketAddress("::1", 7777));
    assertThat(((InetSocketAddress) Network.TCP.parse(":7777")).getAddress().isAnyLocalAddress())
        .isTrue();
  }

  @Test
  void unix_addresses_are_paths() {
    assertThat(Network.UNIX.parse("/tmp/a.sock"))
        .isEqualTo(UnixDomainSocketAddress.of("/tmp/a.sock"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "localhost:", "localhost:x", "localhost:99999"})
  void other_texts_are_refused(String address) {
    assertThatThrownBy(() -> Network.TCP.parse(address))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("--address");
  }
}
