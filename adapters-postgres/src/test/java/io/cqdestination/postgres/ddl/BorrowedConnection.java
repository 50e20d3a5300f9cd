package io.cqdestination.postgres.ddl;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;

/** A connection as a pool lends it: closing gives it back and does not end it. */
record BorrowedConnection(Connection owned) {
  Connection get() {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(owned, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
