package org.networkrender.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureNameTest {
  @ParameterizedTest
  @CsvSource({
    "shot_####.png, 7, shot_0007.png",
    "shot_####.png, 12345, shot_12345.png",
    "shot_####.png, 0, shot_0000.png",
    "#, 3, 3",
    "a##b###.exr, 5, a##b005.exr",
    "##.png, 1048574, 1048574.png",
    "video 1.2 #_L.jpg, 42, video 1.2 42_L.jpg",
    "Szene_ä_##.png, 1, Szene_ä_01.png",
    "console#.png, 1, console1.png",
    "big.png, 7, big.png"
  })
  void putsTheFrameNumberIntoTheLastGroup(String pattern, int frame, String name) {
    assertThat(new PictureName(pattern).forFrame(frame)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "NUL.png",
        "../#.png",
        "a/#.png",
        "a\\#.png",
        "C:#.png",
        ".#.png",
        ".",
        "..",
        "#*.png",
        "#?.png",
        "#\".png",
        "#<.png",
        "#>.png",
        "#|.png",
        "#\n.png",
        "#\u0000.png",
        "#\u009b.png",
        "#\u202egnp",
        "#\ud83d.png",
        "#.",
        "# ",
        "con.#.png",
        "NUL .#",
        "com#.png",
        "LPT#",
        "COM1.#.png"
      })
  void refusesWhatIsNoPlainFileNameEverywhere(String pattern) {
    assertThatIllegalArgumentException().isThrownBy(() -> new PictureName(pattern));
  }

  @Test
  void tellsWhetherFramesHaveNamesOfTheirOwn() {
    assertThat(new PictureName("a_#.png").hasFrameNumber()).isTrue();
    assertThat(new PictureName("a_1.png").hasFrameNumber()).isFalse();
  }

  @Test
  void staysBelowWhatFileSystemsTake() {
    assertThat(new PictureName("#".repeat(200)).forFrame(1)).hasSize(200);
    assertThatIllegalArgumentException().isThrownBy(() -> new PictureName("#".repeat(201)));
    assertThatIllegalArgumentException().isThrownBy(() -> new PictureName("#" + "€".repeat(67)));
  }
}
