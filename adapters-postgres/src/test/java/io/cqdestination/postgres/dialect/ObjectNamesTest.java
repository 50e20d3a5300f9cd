package io.cqdestination.postgres.dialect;

import static io.cqdestination.postgres.dialect.ObjectNames.USUAL_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObjectNamesTest {

  @Test
  void namesThatFitStayAsTheyAre() {
    assertThat(ObjectNames.fit("x".repeat(63), USUAL_LIMIT)).isEqualTo("x".repeat(63));
    assertThat(ObjectNames.fit("", USUAL_LIMIT)).isEmpty();
  }

  @Test
  void charactersAreCutWhole() {
    assertThat(ObjectNames.fit("x".repeat(62) + "é", USUAL_LIMIT)).isEqualTo("x".repeat(62));
    assertThat(ObjectNames.fit("x".repeat(61) + "é", USUAL_LIMIT)).isEqualTo("x".repeat(61) + "é");
    assertThat(ObjectNames.fit("x".repeat(60) + "😀", USUAL_LIMIT)).isEqualTo("x".repeat(60));
    assertThat(ObjectNames.fit("日".repeat(30), USUAL_LIMIT)).isEqualTo("日".repeat(21));
  }

  @Test
  void charactersAreAsLongAsInTheServersEncoding() {
    assertThat(ObjectNames.fit("é".repeat(70), limit("LATIN1"))).isEqualTo("é".repeat(63));
    assertThat(ObjectNames.fit("ж".repeat(70), limit("WIN1251"))).isEqualTo("ж".repeat(63));
    assertThat(ObjectNames.fit("ж".repeat(70), limit("KOI8R"))).isEqualTo("ж".repeat(63));
    assertThat(ObjectNames.fit("é".repeat(40), limit("EUC_JP"))).isEqualTo("é".repeat(21));
    assertThat(ObjectNames.fit("日".repeat(40), limit("EUC_JP"))).isEqualTo("日".repeat(31));
    assertThat(ObjectNames.fit("ｱ".repeat(40), limit("EUC_JP"))).isEqualTo("ｱ".repeat(31));
    assertThat(ObjectNames.fit("한".repeat(40), limit("EUC_KR"))).isEqualTo("한".repeat(31));
    assertThat(ObjectNames.fit("é".repeat(40), limit("SQL_ASCII"))).isEqualTo("é".repeat(31));
  }

  @Test
  void charactersOfUnknownLengthCountAsTheLongest() {
    assertThat(ObjectNames.fit("é".repeat(40), limit("MULE_INTERNAL"))).isEqualTo("é".repeat(15));
    assertThat(ObjectNames.fit("日".repeat(40), limit("LATIN1"))).isEqualTo("日".repeat(15));
  }

  @Test
  void whatIsTooLongForEitherGetsAHash() {
    NameLimit japanese = limit("EUC_JP");
    assertThat(ObjectNames.withSuffix("é".repeat(19), "_cqpi", japanese)).startsWith("é");
    assertThat(ObjectNames.withSuffix("é".repeat(20), "_cqpi", japanese)).hasSize(37);
    assertThat(ObjectNames.withSuffix("é".repeat(40), "_cqpi", limit("LATIN1"))).hasSize(37);
  }

  private static NameLimit limit(String encoding) {
    return new NameLimit(63, ServerEncoding.of(encoding));
  }

  @Test
  void nulIsLeftOut() {
    assertThat(ObjectNames.fit("a\0b", USUAL_LIMIT)).isEqualTo("ab");
  }

  @Test
  void joinedNamesShortenTheLongerOneFirst() {
    assertThat(ObjectNames.join("t", "c", "key", USUAL_LIMIT)).isEqualTo("t_c_key");
    assertThat(ObjectNames.join("t".repeat(63), "c", "key", USUAL_LIMIT))
        .isEqualTo("t".repeat(57) + "_c_key")
        .hasSize(63);
    assertThat(ObjectNames.join("t".repeat(63), "c".repeat(63), "key", USUAL_LIMIT))
        .isEqualTo("t".repeat(29) + "_" + "c".repeat(29) + "_key");
  }
}
