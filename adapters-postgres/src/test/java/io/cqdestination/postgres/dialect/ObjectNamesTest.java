package io.cqdestination.postgres.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObjectNamesTest {

  @Test
  void namesThatFitStayAsTheyAre() {
    assertThat(ObjectNames.fit("x".repeat(63), 63)).isEqualTo("x".repeat(63));
    assertThat(ObjectNames.fit("", 63)).isEmpty();
  }

  @Test
  void charactersAreCutWhole() {
    assertThat(ObjectNames.fit("x".repeat(62) + "é", 63)).isEqualTo("x".repeat(62));
    assertThat(ObjectNames.fit("x".repeat(61) + "é", 63)).isEqualTo("x".repeat(61) + "é");
    assertThat(ObjectNames.fit("x".repeat(60) + "😀", 63)).isEqualTo("x".repeat(60));
    assertThat(ObjectNames.fit("日".repeat(30), 63)).isEqualTo("日".repeat(21));
  }

  @Test
  void nulIsLeftOut() {
    assertThat(ObjectNames.fit("a\0b", 63)).isEqualTo("ab");
  }

  @Test
  void joinedNamesShortenTheLongerOneFirst() {
    assertThat(ObjectNames.join("t", "c", "key")).isEqualTo("t_c_key");
    assertThat(ObjectNames.join("t".repeat(63), "c", "key"))
        .isEqualTo("t".repeat(57) + "_c_key")
        .hasSize(63);
    assertThat(ObjectNames.join("t".repeat(63), "c".repeat(63), "key"))
        .isEqualTo("t".repeat(29) + "_" + "c".repeat(29) + "_key");
  }
}
