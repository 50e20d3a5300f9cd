package example;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static io.cqdestination.testkit.plugin.WriteMessages.insert;
import static io.cqdestination.testkit.plugin.WriteMessages.migrate;

import io.cqdestination.runtime.DestinationApp;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.contract.DestinationContract;
import io.cqdestination.testkit.contract.ServedDestination;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What every destination has to hold, as far as one holds it that keeps no row. With a store, the
 * condition goes: then the whole contract has to pass.
 */
@ExtendWith(ExampleTest.KeepsNoRow.class)
class ExampleTest extends DestinationContract {

  /** Leaves out the tests that read rows back. */
  static final class KeepsNoRow implements ExecutionCondition {
    private static final Set<String> NEEDS_NO_ROW =
        Set.of(
            "thePluginSaysWhatItIs",
            "aConnectionIsTested",
            "aSpecThatIsNoneIsAnInvalidArgument",
            "afterCloseNothingIsWrittenUntilTheNextInit",
            "whatIsAsWantedStaysAsItIs",
            "rowsAreTaken");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return context
          .getTestMethod()
          .filter(test -> !NEEDS_NO_ROW.contains(test.getName()))
          .map(test -> ConditionEvaluationResult.disabled("reads rows back"))
          .orElse(ConditionEvaluationResult.enabled("needs no row"));
    }
  }

  @Override
  protected ServedDestination start() throws Exception {
    return ServedDestination.inProcess(
        "{\"path\": \"nowhere\"}", socket -> DestinationApp.serve(socket, new ExamplePlugin()));
  }

  @Test
  void rowsAreTaken() {
    SampleTable table = new SampleTable("taken").column("n", SampleTypes.int64());
    client().write(migrate(table), insert(table, row(1L), row(2L)));
  }
}
