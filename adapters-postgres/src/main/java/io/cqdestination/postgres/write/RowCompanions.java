package io.cqdestination.postgres.write;

/** What goes into the database with the rows of one stream. Thread-safe. */
public interface RowCompanions extends AutoCloseable {

  /** Rows go alone. */
  RowCompanions NONE =
      new RowCompanions() {
        @Override
        public TableCompanion of(String tableName) {
          return TableCompanion.NONE;
        }

        @Override
        public void loaded() {}

        @Override
        public void close() {}
      };

  /** What goes with the rows of a table, by the source's name for it. */
  TableCompanion of(String tableName);

  /** As {@link io.cqdestination.core.batching.BatchWriter#loaded} says. */
  void loaded();

  /** Gives up what is being prepared. */
  @Override
  void close();

  /** What goes with the rows of one table. */
  interface TableCompanion {

    /** Rows go alone. */
    TableCompanion NONE =
        new TableCompanion() {
          @Override
          public BatchCompanion open() {
            return BatchCompanion.NONE;
          }

          @Override
          public boolean isOneByOne() {
            return false;
          }
        };

    /** The companion of a new batch. */
    BatchCompanion open();

    /** Whether a batch has to be committed before the next one begins. */
    boolean isOneByOne();
  }
}
