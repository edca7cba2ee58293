package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SceneSubject;
import org.networkrender.api.backend.SessionRequest;

/** What a scene wants and does not get here is told before anything is rendered. */
@Tag("beside-others")
class LackingSceneTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.makeBy(made, "lacking.py");
  }

  private static SceneDescription inspect(String name) throws Exception {
    return Scenes.inspect(made.resolve(name), Map.of());
  }

  @Test
  void anEngineThatIsNotHereIsTold() throws Exception {
    assertThat(inspect("engine.blend").lacks())
        .singleElement()
        .asString()
        .startsWith("the engine FANCY_RAYS of the scene Scene")
        .contains("--addon");
  }

  @Test
  void aNodeOfAnAddOnIsTold() throws Exception {
    SceneDescription scene = inspect("node.blend");
    assertThat(scene.lacks())
        .singleElement()
        .asString()
        .startsWith("the node Rust of the material paint")
        .contains("--addon");
    assertThat(scene.subjects().get(scene.lacks().get(0)))
        .isEqualTo(new SceneSubject("materials", "paint", "", ""));
  }

  @Test
  void coloursThatTheConfigurationLacksAreTold() throws Exception {
    assertThat(inspect("colours.blend").lacks())
        .anyMatch(line -> line.contains("the view transform Show LUT"))
        .anyMatch(line -> line.contains("the colour space Odd Color"));
  }

  @Test
  void aSessionRendersWithoutColoursOnlyWhereTheLookHasToldOfThem() throws Exception {
    SceneDescription scene = inspect("colours.blend");
    Path output = Files.createDirectory(directory.resolve("output"));
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      assertThat(session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE))
          .hasSize(1);
    }
    Map<String, String> properties = new HashMap<>(scene.properties());
    assertThat(properties.remove(SceneProperties.TOLD)).contains("Show LUT", "Odd Color");
    SessionRequest here = Scenes.request(scene, directory, Map.of());
    SessionRequest elsewhere =
        new SessionRequest(
            here.scene(),
            here.files(),
            here.pictures(),
            here.part(),
            properties,
            here.options(),
            here.settings());
    try (RenderSession session = new BlenderBackend().open(elsewhere)) {
      assertThatThrownBy(
              () -> session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE))
          .isInstanceOfSatisfying(
              RenderException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.REFUSED))
          .hasMessageContaining("this machine's Blender does not find");
    }
  }

  @Test
  void scriptsAndDriversThatDoNotRunAreNamed() throws Exception {
    assertThat(inspect("scripts.blend").warnings())
        .anyMatch(line -> line.contains("wants to run scripts") && line.contains("--scripts"))
        .anyMatch(
            line ->
                line.contains("the text boot.py")
                    && line.contains("the driver of location in the object driven"));
  }

  @Test
  void driversThatTheWindowOfTheSceneDoesNotShowAreNamed() throws Exception {
    assertThat(inspect("hidden.blend").warnings())
        .filteredOn(line -> line.contains("wants to run scripts"))
        .singleElement()
        .asString()
        .contains("driver of location in the object shy", "in the key ", "in the material paint")
        .contains("in the object prop")
        .doesNotContain("unseen", "fine", "muted");
  }

  @Test
  void driversThatNoPictureDependsOnAreNotNamed() throws Exception {
    assertThat(inspect("harmless.blend").warnings())
        .noneMatch(line -> line.contains("wants to run scripts"));
  }

  @Test
  void aTextThatNamesAFileButIsNoPathToBlenderIsTold() throws Exception {
    SceneDescription scene = inspect("scripts.blend");
    assertThat(scene.warnings())
        .filteredOn(line -> line.startsWith("not sent"))
        .singleElement()
        .asString()
        .contains("notes.txt", "object driven")
        .doesNotContain("no-notes");
    assertThat(scene.files()).isEmpty();
  }

  @Test
  void aStillThatTheAddOnShowsIsNoFileOfTheSceneUntilItIsUsed() throws Exception {
    assertThat(inspect("shown.blend").missing()).isEmpty();
    assertThat(inspect("used.blend").missing()).singleElement().asString().contains("still.png");
  }

  @Test
  void whatALibraryHasNoMoreIsTold() throws Exception {
    SceneDescription scene = inspect("broken.blend");
    assertThat(scene.lacks()).singleElement().asString().contains("library.blend", "object loses");
    assertThat(scene.subjects().get(scene.lacks().get(0)))
        .isEqualTo(new SceneSubject("objects", "loses", "//library.blend", ""));
    assertThat(scene.missing()).isEmpty();
  }

  @Test
  void aLibraryThatIsNotThereIsAMissingFileAndNoMore() throws Exception {
    Path library = made.resolve("flags.blend");
    Path away = Files.move(library, made.resolve("away"));
    SceneDescription scene = inspect("simulations.blend");
    Files.move(away, library);
    assertThat(scene.missing()).singleElement().asString().contains("flags.blend (library flags");
    assertThat(scene.subjects().get(scene.missing().get(0)))
        .isEqualTo(new SceneSubject("libraries", "flags.blend", "", library.toString()));
    assertThat(scene.lacks()).singleElement().asString().startsWith("the fluid of smoke");
  }

  @Test
  void librariesThatNameEachOtherAreFoundOnce() throws Exception {
    SceneDescription scene = inspect("one.blend");
    assertThat(scene.files()).containsExactly(made.resolve("deep.png"), made.resolve("two.blend"));
    assertThat(scene.missing()).isEmpty();
    assertThat(scene.lacks()).isEmpty();
  }

  @Test
  void fluidsThatAreNotCompletelyBakedAreTold() throws Exception {
    SceneDescription scene = inspect("fluids.blend");
    assertThat(scene.lacks())
        .containsExactlyInAnyOrder(
            "the fluid of modular is not baked: bake it in Blender",
            "the fluid of whole is not baked: bake it in Blender",
            "the fluid of replayed is not baked: choose All or Modular as the type of its cache,"
                + " and bake it in Blender");
    assertThat(scene.subjects().get("the fluid of whole is not baked: bake it in Blender"))
        .isEqualTo(new SceneSubject("objects", "whole", "", ""));
  }

  /** A method of its own, since not every Blender bakes the scenes. */
  @Test
  void fluidsThatAreBakedInPartAreTold() throws Exception {
    Path begun = made.resolve("begun.blend");
    assumeTrue(Files.exists(begun), "this Blender ends while it bakes");
    assertThat(inspect("begun.blend").lacks())
        .containsExactly(
            "the fluid of begun is not completely baked (noise): bake the rest in Blender");
    assertThat(inspect("finished.blend").lacks()).isEmpty();
  }

  @Test
  void eachSimulationThatNobodyBakedIsTold() throws Exception {
    String line =
        inspect("simulations.blend").warnings().stream()
            .filter(text -> text.startsWith("Simulations that are not baked"))
            .findFirst()
            .orElseThrow();
    assertThat(line)
        .contains("library-flag", "instanced-flag", "strip-flag", " fur", "wet", "smoke")
        .doesNotContain("still-fur", "never-flag");
    if (Scenes.hasType("GeometryNodeSimulationOutput")) {
      assertThat(line).contains("zone");
    }
  }
}
