package org.networkrender.core.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.core.wire.JobPath;

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

  /** What is named as a whole stays together: sequences, tiles, caches. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tex/f_1.png tex/f_1.png tex/f_2.png",
        "Tex/f_2.png tex/f_1.png tex/f_2.png tex/f_3.png",
        "tex/A/f_1.png tex/a/f_1.png tex/a/f_2.png tex/b.png",
        "Cache/data/f_1.vdb cache/config/f_1.uni cache/data/f_1.vdb cache/data/f_2.vdb",
        "a:b/f_1.png a?b/f_1.png a?b/f_2.png",
        "tex tEx/f_1.png tEx/f_2.png",
        "_2/tex/f_1.png _2/tex/f_2.png Tex/f_1.png tex/f_1.png tex/f_2.png",
      })
  void aDirectoryStaysWhole(String names) {
    List<Path> files = Stream.of(names.split(" ")).map(name -> Path.of("/p", name)).toList();
    Map<Path, String> layout = JobLayout.of(files);
    assertThat(layout.values().stream().map(JobPath::key)).doesNotHaveDuplicates();
    Map<Path, Set<String>> places = new HashMap<>();
    layout.forEach(
        (file, place) ->
            places.computeIfAbsent(file.getParent(), each -> new HashSet<>()).add(above(place)));
    assertThat(places.values()).allSatisfy(each -> assertThat(each).hasSize(1));
    assertThat(places.values().stream().flatMap(Set::stream).map(JobPath::key))
        .doesNotHaveDuplicates();
  }

  private static String above(String place) {
    return place.substring(0, place.lastIndexOf('/') + 1);
  }

  @Test
  void aSequenceStaysWholeWhereADirectoryCannot() {
    List<Path> files =
        Stream.of(
                "F_1.png",
                "F_2.png",
                "f_2.png",
                "f_1.png",
                "f_0003.png",
                "g_1.png",
                "G.png",
                "g.png")
            .map(name -> Path.of("/p/tex", name))
            .toList();
    Map<Path, String> layout = JobLayout.of(files);
    assertThat(layout.keySet()).containsExactlyElementsOf(files);
    assertThat(layout.values().stream().map(JobPath::key)).doesNotHaveDuplicates();
    assertThat(layout.values().stream().map(JobLayoutTest::above))
        .containsExactly("", "", "_2/", "_2/", "_2/", "", "", "_2/");
  }

  @Test
  void theSceneStaysWhereItIs() {
    Path scene = Path.of("/p/Shots/deep/a.blend");
    assertThat(JobLayout.of(List.of(scene, Path.of("/p/shots/t.png"), Path.of("/p/b.png"))))
        .containsEntry(scene, "Shots/deep/a.blend")
        .containsEntry(Path.of("/p/shots/t.png"), "_2/shots/t.png");
  }

  /** On the file systems of other machines no file takes the place of another one. */
  @ParameterizedTest
  @ValueSource(strings = {"windows", "mac"})
  void namesThatAnotherMachineTakesForOneKeepTheirContents(String machine) throws Exception {
    List<Path> files =
        Stream.of("a.blend", "Tex/T.png", "tex/t.png", "tex/\u00e9.png", "tex/e\u0301.png")
            .flatMap(name -> Stream.of(name, name.replace(".png", ".PNG")))
            .distinct()
            .map(name -> Path.of("/p", name))
            .toList();
    Configuration configuration =
        machine.equals("mac") ? Configuration.osX() : Configuration.windows();
    try (FileSystem there = Jimfs.newFileSystem(configuration)) {
      Path tree = Files.createDirectories(there.getPath("tree"));
      Map<Path, String> layout = JobLayout.of(files);
      for (Path file : files) {
        Path content = Files.writeString(there.getPath("content"), file.toString());
        Trees.link(content, JobPath.resolve(tree, Objects.requireNonNull(layout.get(file))));
        Files.delete(content);
      }
      for (Path file : files) {
        assertThat(JobPath.resolve(tree, Objects.requireNonNull(layout.get(file))))
            .hasContent(file.toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows", "mac"})
  void aSecondFileInThePlaceOfAnotherIsRefusedByTheFileSystemItself(String machine)
      throws Exception {
    Configuration configuration =
        machine.equals("mac") ? Configuration.osX() : Configuration.windows();
    try (FileSystem there = Jimfs.newFileSystem(configuration)) {
      Path tree = Files.createDirectories(there.getPath("tree"));
      Path first = Files.writeString(there.getPath("first"), "first");
      Path second = Files.writeString(there.getPath("second"), "second");
      Trees.link(first, tree.resolve("t.png"));
      assertThatThrownBy(() -> Trees.link(second, tree.resolve("T.png")))
          .isInstanceOf(FileAlreadyExistsException.class);
      assertThat(tree.resolve("t.png")).hasContent("first");
    }
  }
}
