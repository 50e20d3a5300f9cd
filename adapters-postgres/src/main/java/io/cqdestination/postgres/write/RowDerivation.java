package io.cqdestination.postgres.write;

/** What goes into the database with the rows of one stream. Thread-safe. */
public interface RowDerivation extends AutoCloseable {

  /** Rows go alone. */
  RowDerivation NONE =
      new RowDerivation() {
        @Override
        public TableDerivation of(String tableName) {
          return TableDerivation.NONE;
        }

        @Override
        public void loaded() {}

        @Override
        public void close() {}
      };

  /** What goes with the rows of a table, by the source's name for it. */
  TableDerivation of(String tableName);

  /** As {@link io.cqdestination.core.batching.BatchWriter#loaded} says. */
  void loaded();

  /** Gives up what is being prepared. */
  @Override
  void close();

  /** What goes with the rows of one table. */
  interface TableDerivation {

    /** Rows go alone. */
    TableDerivation NONE =
        new TableDerivation() {
          @Override
          public DerivedRows open() {
            return DerivedRows.NONE;
          }

          @Override
          public boolean isOneByOne() {
            return false;
          }
        };

    /** What goes with the rows of a new batch. */
    DerivedRows open();

    /** Whether a batch has to be committed before the next one begins. */
    boolean isOneByOne();
  }
}
