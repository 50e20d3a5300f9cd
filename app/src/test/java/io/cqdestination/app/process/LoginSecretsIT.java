package io.cqdestination.app.process;

import static io.cqdestination.app.login.LoginServers.HOLDER;
import static io.cqdestination.app.login.LoginServers.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.cloudquery.plugin.v3.TestConnection;
import io.cqdestination.app.login.LoginServers;
import io.cqdestination.testkit.plugin.PluginProcess;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What passwords are had by, and the passwords: all have a word in them that is looked for in all
 * that the executable says at its most talkative level. The server takes them as they are, not
 * hashed.
 */
class LoginSecretsIT {
  private static final Map<String, String> AWS =
      Map.of(
          "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE",
          "AWS_SECRET_ACCESS_KEY", "Zq7canary-of-aws",
          "AWS_SESSION_TOKEN", "Zq7canary-session-of-aws");

  private static LoginServers servers;

  private final List<String> said = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    servers =
        new LoginServers(
            options -> options.withHostRule("hostssl all all 127.0.0.1/32 password"),
            "sslmode=require");
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  /** Tries a spec, and keeps what was said of it. */
  private boolean use(PluginProcess plugin, ObjectNode spec) {
    String json = spec.toString();
    TestConnection.Response tested =
        plugin
            .client()
            .calls()
            .testConnection(
                TestConnection.Request.newBuilder().setSpec(ByteString.copyFromUtf8(json)).build());
    said.add(tested.toString());
    try {
      plugin.client().init(json);
    } catch (StatusRuntimeException failure) {
      said.add(failure.getStatus() + " " + failure.getTrailers());
    }
    return tested.getSuccess();
  }

  @Test
  void nothing_of_them_is_told() {
    PluginProcess plugin = PluginProcess.start(PluginBinary.path(), AWS, "--log-level", "trace");
    try {
      assertThat(use(plugin, servers.lakebase(HOLDER))).isTrue();
      assertThat(use(plugin, servers.command("echo " + TOKEN))).isTrue();
      assertThat(use(plugin, servers.lakebase("postgres")))
          .as("a token for somebody else")
          .isFalse();
      assertThat(use(plugin, servers.rds())).as("a token that the server does not take").isFalse();
      assertThat(use(plugin, servers.command("echo Zq7canary-wrong"))).isFalse();
      assertThat(use(plugin, servers.command("echo Zq7canary; echo Zq7canary >&2; exit 1")))
          .isFalse();
      plugin.interrupt();
    } finally {
      said.addAll(plugin.output());
      said.addAll(plugin.errors());
      plugin.close();
    }

    assertThat(said).as("what the driver sends is told").anyMatch(line -> line.contains("FE=>"));
    assertThat(said).noneMatch(line -> line.contains("canary") || line.contains("X-Amz-Signature"));
  }
}
