package io.cqdestination.postgres.write;

import io.cqdestination.core.text.ByteSink;
import io.cqdestination.postgres.copy.BigEndian;
import io.cqdestination.postgres.copy.ElementTypes;
import io.cqdestination.postgres.statement.StatementPipeline.Parameter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Set;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgArray;

/**
 * As an array in binary form, whose elements look as fields look in COPY's binary format: they are
 * taken over as they are.
 *
 * <p>Source: PostgreSQL's array_recv.
 */
final class BinaryArrayColumn implements ArrayColumn {
  /** It would ask the server for them, once a connection. */
  private static final Set<String> UNKNOWN_TO_DRIVER = Set.of("uuid", "inet", "macaddr");

  private static final int HEADER = 5 * Integer.BYTES;

  /** Keeps its place, so that the values need not move behind it. */
  private static final byte[] NO_HEADER = new byte[HEADER];

  private final ElementTypes.Element element;
  private final ByteSink values = new ByteSink();
  private int count;
  private boolean nulls;

  /**
   * @param type of the values, in the catalogue's words
   */
  BinaryArrayColumn(String type) {
    this.element = ElementTypes.of(type);
    clear();
  }

  private void clear() {
    values.clear();
    values.append(NO_HEADER, 0, HEADER);
    count = 0;
    nulls = false;
  }

  @Override
  public int addField(byte[] row, int at) {
    int length = BigEndian.getInt(row, at);
    nulls |= length < 0;
    int end = at + Integer.BYTES + Math.max(length, 0);
    values.append(row, at, end);
    count++;
    return end;
  }

  @Override
  public Parameter take() {
    byte[] array = values.toByteArray();
    BigEndian.putInt(array, 0, 1);
    BigEndian.putInt(array, Integer.BYTES, nulls ? 1 : 0);
    BigEndian.putInt(array, 2 * Integer.BYTES, element.oid());
    BigEndian.putInt(array, 3 * Integer.BYTES, count);
    BigEndian.putInt(array, 4 * Integer.BYTES, 1);
    clear();
    return (statement, index) -> statement.setArray(index, array(statement.getConnection(), array));
  }

  private PgArray array(Connection connection, byte[] array) throws SQLException {
    BaseConnection driver = connection.unwrap(BaseConnection.class);
    if (UNKNOWN_TO_DRIVER.contains(element.name())) {
      driver
          .getTypeInfo()
          .addCoreType(
              element.name(), element.oid(), Types.OTHER, "java.lang.Object", element.arrayOid());
    }
    return new PgArray(driver, element.arrayOid(), array);
  }
}
