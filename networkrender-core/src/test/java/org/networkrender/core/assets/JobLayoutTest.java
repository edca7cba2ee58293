package org.networkrender.core.assets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobLayoutTest {
  @Test
  void relativePathsBetweenFilesHold() {
    Path scene = Path.of("/home/ann/film/shots/one.blend");
    Path texture = Path.of("/home/ann/film/textures/wood.png");
    Map<Path, String> layout = JobLayout.of(List.of(scene, texture));
    assertThat(layout)
        .containsEntry(scene, "shots/one.blend")
        .containsEntry(texture, "textures/wood.png");
  }

  @Test
  void aSceneAloneLiesAtTheTop() {
    Path scene = Path.of("/home/ann/one.blend");
    assertThat(JobLayout.of(List.of(scene))).containsEntry(scene, "one.blend");
  }

  @Test
  void namesThatDifferInCaseAloneDoNotMeet() {
    Map<Path, String> layout =
        JobLayout.of(List.of(Path.of("/p/a.blend"), Path.of("/p/T.png"), Path.of("/p/t.png")));
    assertThat(layout.values()).hasSize(3);
    assertThat(layout.values().stream().map(String::toLowerCase).distinct()).hasSize(3);
  }
}
