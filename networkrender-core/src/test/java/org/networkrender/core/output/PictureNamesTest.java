package org.networkrender.core.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.RenderException;

class PictureNamesTest {
  private static List<PictureName> names(String scene, String chosen, String frames)
      throws RenderException {
    return PictureNames.of(
        Arrays.stream(scene.split(" ")).map(PictureName::new).toList(),
        Optional.of(new PictureName(chosen)),
        FrameSet.parse(frames));
  }

  @ParameterizedTest
  @CsvSource({
    "shot_####.png,pic_##,pic_##.png",
    "shot_####.jpg,pic_##.png,pic_##.jpg",
    "shot_####.png,big.png,big.png",
    "shot_####.png,big.PNG,big.png",
    "shot_####.jpg,big.jpeg,big.jpg",
    "shot_####.tif,big.tiff,big.tif",
    "shot_####.png,big,big.png",
    "shot_####.png,big.v2,big.v2.png",
    "shot_####.odd,big.odd,big.odd",
    "####,big,big",
    "####_L.png ####_R.png,big.png,big_L.png big_R.png"
  })
  void aChosenNameKeepsViewAndFormatOfTheScene(String scene, String chosen, String names)
      throws RenderException {
    assertThat(names(scene, chosen, "7").stream().map(PictureName::pattern))
        .containsExactly(names.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "shot_####.png,big.jpg,7,big.png",
    "shot_####.exr,big.png,7,--format",
    "####,big.png,7,--format",
    "shot_####.png,big.png,1-2,no place for the frame number"
  })
  void refusesANameThatWouldSaySomethingElse(
      String scene, String chosen, String frames, String words) {
    assertThatThrownBy(() -> names(scene, chosen, frames))
        .isInstanceOfSatisfying(
            RenderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.USER);
              assertThat(e.line()).contains(words);
            });
  }

  @Test
  void withoutAChoiceTheScenesOwnNamesStay() throws RenderException {
    List<PictureName> own = List.of(new PictureName("a_##.png"));
    assertThat(PictureNames.of(own, Optional.empty(), FrameSet.parse("1-3"))).isEqualTo(own);
  }
}
