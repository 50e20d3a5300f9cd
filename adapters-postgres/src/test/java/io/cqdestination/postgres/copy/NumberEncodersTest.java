package io.cqdestination.postgres.copy;

import io.cqdestination.postgres.fixture.Types;
import java.math.BigInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Booleans, whole numbers and floating point numbers are what the server itself sends. */
@Tag("every-version")
class NumberEncodersTest {
  @RegisterExtension static final GoldenCopy golden = new GoldenCopy();

  @Test
  void booleans() {
    golden.sql("VALUES (true), (false), (NULL)").isSentFor(Types.BOOLEAN, true, false, null);
  }

  @Test
  void smallintsAtTheirLimits() {
    golden
        .sql("VALUES ('-128'::smallint), ('0'), ('127'), (NULL)")
        .isSentFor(Types.INT8, -128, 0, 127, null);
    golden
        .sql("VALUES ('-32768'::smallint), ('0'), ('32767'), (NULL)")
        .isSentFor(Types.INT16, -32768, 0, 32767, null);
    golden.sql("VALUES ('0'::smallint), ('128'), ('255')").isSentFor(Types.UINT8, 0, 128, 255);
  }

  @Test
  void integersAtTheirLimits() {
    golden
        .sql("VALUES ('-2147483648'::integer), ('-1'), ('2147483647'), (NULL)")
        .isSentFor(Types.INT32, Integer.MIN_VALUE, -1, Integer.MAX_VALUE, null);
    golden
        .sql("VALUES ('0'::integer), ('32768'), ('65535')")
        .isSentFor(Types.UINT16, 0, 32768, 65535);
  }

  @Test
  void bigintsAtTheirLimits() {
    golden
        .sql("VALUES ('-9223372036854775808'::bigint), ('1'), ('9223372036854775807'), (NULL)")
        .isSentFor(Types.INT64, Long.MIN_VALUE, 1, Long.MAX_VALUE, null);
    golden
        .sql("VALUES ('0'::bigint), ('2147483648'), ('4294967295')")
        .isSentFor(Types.UINT32, 0, 2147483648L, 4294967295L);
  }

  @Test
  void unsignedNumbersOf64BitsAtTheirLimits() {
    golden
        .sql(
            """
            VALUES ('0'::numeric(20,0)), ('10000'), ('9223372036854775807'),
              ('9223372036854775808'), ('18446744073709551615'), (NULL)
            """)
        .isSentFor(
            Types.UINT64,
            0,
            10_000,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            new BigInteger("18446744073709551615"),
            null);
  }

  @Test
  void realNumbers() {
    golden
        .sql(
            """
            VALUES ('0'::real), ('-0'), ('1.5'), ('3.4028235e38'), ('1e-45'), ('NaN'),
              ('Infinity'), ('-Infinity'), (NULL)
            """)
        .isSentFor(
            Types.FLOAT32,
            0f,
            -0f,
            1.5f,
            Float.MAX_VALUE,
            Float.MIN_VALUE,
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            null);
  }

  @Test
  void doublePrecisionNumbers() {
    golden
        .sql(
            """
            VALUES ('0'::double precision), ('-0'), ('0.1'), ('1.7976931348623157e308'),
              ('4.9e-324'), ('NaN'), ('Infinity'), ('-Infinity'), (NULL)
            """)
        .isSentFor(
            Types.FLOAT64,
            0d,
            -0d,
            0.1,
            Double.MAX_VALUE,
            Double.MIN_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            null);
  }
}
