package io.cqdestination.app.process;

import io.cqdestination.fixtures.contract.DestinationContract;
import io.cqdestination.fixtures.contract.ServedDestination;
import io.cqdestination.fixtures.plugin.PluginProcess;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;

/** What every destination has to hold, of the packaged executable. */
class ContractIT extends DestinationContract {

  @Override
  protected ServedDestination start() {
    Database database = PostgresServer.shared().create();
    PluginProcess process = PluginProcess.start(PluginBinary.path());
    return ServedDestination.process(SyncIT.spec(database), process).with(database);
  }
}
