package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.backend.SceneSubject;

/** Of a directory that holds the scene only files of caches are sent. */
class SceneFilesTest {
  @TempDir Path project;
  private Path scene;

  @BeforeEach
  void makeFiles() throws Exception {
    scene = file("shots/shot.blend");
    file("shots/flag_000001_00.bphys");
    file("shots/flag_000001_00.bphys.txt");
    file("shots/flags.bphys");
    file("shots/data/fluid_data_0001.vdb");
    file("shots/letters/data/love.txt");
    file("sail_000001.bphys");
  }

  private Path file(String name) throws Exception {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }

  private static NamedFile named(Path place, boolean cache, String... members) {
    return new NamedFile(
        place.toString(),
        List.of("//"),
        false,
        cache,
        "object flag",
        SceneSubject.none(),
        "Blender computes it anew",
        List.of(),
        List.of(members));
  }

  @Test
  void thoseThatHaveTheFormOfOneAreFound() throws Exception {
    SceneFiles files =
        SceneFiles.here(
            scene,
            List.of(
                named(project.resolve("shots"), false, "flag_*.bphys", "config/", "data/"),
                named(project, false, "sail_*.bphys")));
    assertThat(files.files())
        .containsExactly(
            project.resolve("sail_000001.bphys"),
            project.resolve("shots/data/fluid_data_0001.vdb"),
            project.resolve("shots/flag_000001_00.bphys"));
    assertThat(files.missing()).isEmpty();
    assertThat(files.warnings()).isEmpty();
  }

  @Test
  void eachCacheOfPointsIsMissedForItself() throws Exception {
    Path shots = project.resolve("shots");
    SceneFiles files =
        SceneFiles.here(scene, List.of(named(shots, false, "flag_*.bphys", "sail_*.bphys")));
    assertThat(files.missing()).containsExactly(shots.resolve("sail_*.bphys") + " (object flag)");
    assertThat(files.files()).hasSize(1);
  }

  @Test
  void ofOtherCachesNothingAtAllIsMissed() throws Exception {
    Path shots = project.resolve("shots");
    assertThat(SceneFiles.here(scene, List.of(named(shots, false, "mesh/", "noise/"))).missing())
        .containsExactly(shots + " (object flag)");
    assertThat(SceneFiles.here(scene, List.of(named(shots, true, "meta/"))).warnings())
        .containsExactly("missing, but Blender computes it anew: " + shots + " (object flag)");
  }

  /** Systems leave theirs in any directory, and none of them may be sent. */
  @Test
  void aHiddenFileIsLeftOutOfADirectoryUnlessItIsAnAsset() throws Exception {
    file("cache/a.uni");
    file("cache/.DS_Store");
    Path asset = Files.writeString(project.resolve("cache/.flag.bphys"), "BPHYSICS");
    assertThat(SceneFiles.here(scene, List.of(named(project.resolve("cache"), false))).files())
        .containsExactly(asset, project.resolve("cache/a.uni"));
    Path named = project.resolve("cache/.DS_Store");
    assertThat(SceneFiles.here(scene, List.of(named(named, false))).files()).containsExactly(named);
  }

  /** Another machine may tell anything. */
  @Test
  void whatHasNoFormOfACacheIsNoMember() {
    assertThat(named(project, false, "*", "letters/", "*.blend", "../_*.bphys", "flag_*").members())
        .isEmpty();
  }
}
