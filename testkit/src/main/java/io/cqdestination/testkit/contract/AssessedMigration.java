package io.cqdestination.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.cloudquery.plugin.v3.AssessTables;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.plugin.PluginClient;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;

/** A migration whose outcome follows from what the destination says beforehand. Immutable. */
record AssessedMigration(SampleTable before, SampleTable after) {

  /**
   * Migrates in safe mode: done in place, or refused, as the destination has said of it, where it
   * does say.
   *
   * @return whether it was done
   */
  boolean run(PluginClient client) {
    Optional<AssessTables.Category> said = assess(client);
    boolean done = migrate(client);
    said.ifPresent(category ->
        assertThat(done)
            .as("the migration is done where the destination says %s", category)
            .isEqualTo(category != AssessTables.Category.CATEGORY_MANUAL_MIGRATION_REQUIRED));
    return done;
  }

  private Optional<AssessTables.Category> assess(PluginClient client) {
    AssessTables.TablePair pair =
        AssessTables.TablePair.newBuilder()
            .setOldTable(ByteString.copyFrom(before.table()))
            .setNewTable(ByteString.copyFrom(after.table()))
            .build();
    try {
      return Optional.of(
          client
              .calls()
              .assessTables(AssessTables.Request.newBuilder().addTables(pair).build())
              .getTables(0)
              .getCategory());
    } catch (StatusRuntimeException unanswered) {
      assertThat(unanswered.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
      return Optional.empty();
    }
  }

  private boolean migrate(PluginClient client) {
    try {
      client.write(WriteMessages.migrate(after));
      return true;
    } catch (StatusRuntimeException refusal) {
      assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
      return false;
    }
  }
}
