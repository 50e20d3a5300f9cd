package io.cqdestination.app.process;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.testkit.contract.DestinationContract;
import io.cqdestination.testkit.contract.ServedDestination;
import io.cqdestination.testkit.plugin.PluginProcess;

/** What every destination has to hold, of the packaged executable. */
class ContractIT extends DestinationContract {

  @Override
  protected ServedDestination start() {
    Database database = PostgresServer.shared().create();
    PluginProcess process = PluginProcess.start(PluginBinary.path());
    return ServedDestination.process(SyncIT.spec(database), process).with(database);
  }
}
