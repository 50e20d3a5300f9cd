package io.cqdestination.postgres.copy;

import io.cqdestination.postgres.fixture.Types;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Network addresses are what the server itself sends. */
@Tag("every-version")
class InetEncoderTest {
  @RegisterExtension static final GoldenCopy golden = new GoldenCopy();

  @Test
  void addressesOfVersion4() {
    golden
        .sql(
            """
            VALUES ('0.0.0.0'::inet), ('255.255.255.255'), ('10.1.2.3/8'), ('10.0.0.0/0'),
              ('192.168.0.1/32'), (NULL)
            """)
        .isSentFor(
            Types.INET,
            "0.0.0.0",
            "255.255.255.255",
            "10.1.2.3/8",
            "10.0.0.0/0",
            "192.168.0.1/32",
            null);
  }

  @Test
  void addressesOfVersion6() {
    golden
        .sql(
            """
            VALUES ('::'::inet), ('::1/64'), ('2001:db8::'), ('2001:DB8:0:0:8:800:200C:417A/128'),
              ('1:2:3:4:5:6:7:8'), ('1::8/0'), ('::ffff:1.2.3.4'), ('64:ff9b::192.0.2.33/96'),
              ('1:2:3:4:5:6:7::'), ('::2:3:4:5:6:7:8')
            """)
        .isSentFor(
            Types.INET,
            "::",
            "::1/64",
            "2001:db8::",
            "2001:DB8:0:0:8:800:200C:417A/128",
            "1:2:3:4:5:6:7:8",
            "1::8/0",
            "::ffff:1.2.3.4",
            "64:ff9b::192.0.2.33/96",
            "1:2:3:4:5:6:7::",
            "::2:3:4:5:6:7:8");
  }
}
