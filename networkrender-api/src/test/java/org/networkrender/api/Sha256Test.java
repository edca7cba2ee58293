package org.networkrender.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256Test {
  /** The example of FIPS 180-2, appendix B.1. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void agreesWithThePublishedExamples() {
    assertThat(Sha256.of("abc".getBytes(US_ASCII))).hasToString(ABC);
    assertThat(Sha256.of(new byte[0]).hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(new Sha256(ABC).abbreviated()).isEqualTo("ba7816bf8f01");
  }

  @Test
  void aFileAndItsBytesHaveOneName(@TempDir Path directory) throws Exception {
    for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 300_000}) {
      byte[] content = new byte[size];
      new Random(size).nextBytes(content);
      Path file = Files.write(directory.resolve("content"), content);
      assertThat(Sha256.of(file)).isEqualTo(Sha256.of(content));
      assertThat(Sha256.ofDigest(MessageDigest.getInstance("SHA-256").digest(content)))
          .isEqualTo(Sha256.of(content));
    }
    assertThatThrownBy(() -> Sha256.of(directory.resolve("none"))).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33})
  void aDigestOfAnotherLengthIsRefused(int length) {
    assertThatIllegalArgumentException().isThrownBy(() -> Sha256.ofDigest(new byte[length]));
  }

  @Test
  void onlySixtyFourLowerCaseDigitsAreAName() {
    for (String bad :
        new String[] {
          "",
          ABC.substring(1),
          ABC + "0",
          ABC.toUpperCase(Locale.ROOT),
          ABC + "\n",
          "g" + ABC.substring(1),
          "?" + ABC.substring(1),
          "\u0161" + ABC.substring(1),
          "\ud83d\ude00" + ABC.substring(2),
          "\uff10" + ABC.substring(1),
          "../" + ABC.substring(3)
        }) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Sha256(bad));
    }
  }
}
