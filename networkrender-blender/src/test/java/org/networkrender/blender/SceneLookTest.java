package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a look into a scene keeps of what Blender prints. */
class SceneLookTest {
  /**
   * Blender reads its colour configuration first, and a scene may let it print thousands of lines.
   */
  @Test
  void whatBlenderSaysOfColoursIsNotForgotten() {
    SceneLook.Answers answers =
        new SceneLook.Answers(
            new Launch(new Installation(Path.of("blender")), 1, "/studio/config.ocio"));

    answers.line("OpenColorIO Error: Error: Loading the OCIO profile failed: version is 99");
    for (int i = 0; i < 1000; i++) {
      answers.line("Info: Cannot find lib " + i);
    }

    assertThat(answers.colourFailure()).hasValueSatisfying(text -> assertThat(text).contains("99"));
  }
}
