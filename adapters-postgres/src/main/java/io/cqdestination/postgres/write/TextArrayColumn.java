package io.cqdestination.postgres.write;

import io.cqdestination.postgres.statement.StatementPipeline.Parameter;
import io.cqdestination.postgres.text.ArrayText;
import io.cqdestination.postgres.text.ValueForm;
import java.sql.Types;

/** As the text of an array. */
final class TextArrayColumn implements ArrayColumn {
  private final ValueForm form;
  private final ArrayText values = new ArrayText();

  TextArrayColumn(ValueForm form) {
    this.form = form;
  }

  @Override
  public int addField(byte[] row, int at) {
    return values.addField(row, at, form);
  }

  @Override
  public Parameter take() {
    String array = values.toString();
    values.clear();
    // Without a type, so that the server takes the one of the statement's cast.
    return (statement, index) -> statement.setObject(index, array, Types.OTHER);
  }
}
