package io.cqdestination.fuzz;

import static io.cqdestination.fuzz.ServerMessages.int16;
import static io.cqdestination.fuzz.ServerMessages.int32;
import static io.cqdestination.fuzz.ServerMessages.joined;
import static io.cqdestination.fuzz.ServerMessages.text;
import static io.cqdestination.fuzz.ServerMessages.value;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What servers answer: sessions that end well, and the ways in which they do not begin. */
final class ServerSeeds {
  private static final String VERSION = "PostgreSQL 18.1 on x86_64-pc-linux-gnu";

  private ServerSeeds() {}

  static Map<String, byte[]> all() {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    seeds.put("session", session(new ServerMessages('0').started()));
    seeds.put("session-behind-no", session(new ServerMessages('1').raw("N").started()));
    seeds.put("session-that-writes", writing());
    seeds.put("cockroach", cockroach());
    seeds.put("notice", session(new ServerMessages('0').started().refusal('N', "01000", "hear")));
    seeds.put(
        "version-without-number",
        new ServerMessages('0').started().row(VERSION, "public", "new", "63", "UTF8").bytes());
    seeds.put("rows-cut-short", rowsCutShort());
    seeds.put("password", asked(joined(int32(3))));
    seeds.put("md5", asked(joined(int32(5), new byte[] {1, 2, 3, 4})));
    seeds.put("scram", asked(joined(int32(10), text("SCRAM-SHA-256"), new byte[1])));
    seeds.put("kerberos", asked(joined(int32(7))));
    seeds.put("sspi", asked(joined(int32(9))));
    seeds.put("refused", new ServerMessages('0').refusal('E', "28P01", "no").bytes());
    seeds.put("old-refusal", new ServerMessages('0').raw("Eno such thing\0").bytes());
    seeds.put("tls-refused", new ServerMessages('2').raw("N").bytes());
    seeds.put(
        "tls-hello", new ServerMessages('2').raw("S\u0016\u0003\u0003\0\u0002\u0002\0").bytes());
    seeds.put("web", new ServerMessages('0').raw("HTTP/1.1 400 Bad Request\r\n\r\n").bytes());
    seeds.put(
        "query-refused", new ServerMessages('0').started().refusal('E', "42501", "no").bytes());
    return seeds;
  }

  private static byte[] asked(byte[] method) {
    return session(new ServerMessages('0').message('R', method).started());
  }

  /** One question, rows that are taken, rows that are sent. */
  private static byte[] session(ServerMessages begun) {
    return copies(begun.row(VERSION, "public", "180001", "63", "UTF8"));
  }

  private static byte[] writing() {
    return copies(
        new ServerMessages('3')
            .started()
            .row("off")
            .row(VERSION, "public", "180001", "63", "UTF8"));
  }

  private static byte[] cockroach() {
    return copies(new ServerMessages('0').started().row("CockroachDB CCL v24.3.1", "public"));
  }

  private static byte[] copies(ServerMessages session) {
    return session
        .message('G', new byte[1], int16(1), int16(0))
        .message('C', text("COPY 3"))
        .ready()
        .message('H', new byte[] {1}, int16(7), new byte[14])
        .message('d', "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1), new byte[8])
        .message('d', row())
        .message('d', int16(-1))
        .message('c')
        .message('C', text("COPY 1"))
        .ready()
        .bytes();
  }

  private static byte[] rowsCutShort() {
    return new ServerMessages('0')
        .started()
        .row(VERSION, "public", "180001", "63", "UTF8")
        .message('G', new byte[1], int16(1), int16(0))
        .message('C', text("COPY 3"))
        .ready()
        .message('H', new byte[] {1}, int16(7), new byte[14])
        .message('d', new byte[] {'P'})
        .bytes();
  }

  private static byte[] row() {
    byte[] list =
        joined(int32(1), int32(0), int32(25), int32(1), int32(1), value(new byte[] {'x'}));
    return joined(
        int16(7),
        value(new byte[8]),
        value("text".getBytes(StandardCharsets.UTF_8)),
        value(joined(int16(1), int16(0), int16(0), int16(2), int16(12))),
        value(new byte[8]),
        value(new byte[] {2, 32, 0, 4, 10, 0, 0, 1}),
        value("\u0001{}".getBytes(StandardCharsets.UTF_8)),
        value(list));
  }
}
