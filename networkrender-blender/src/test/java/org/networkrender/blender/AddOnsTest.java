package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/** Add-ons travel with a scene and are enabled before it is opened; scripts run if they may. */
@Tag("beside-others")
class AddOnsTest {
  private static final Map<String, String> SCRIPTS = Map.of("scripts", "on");

  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    // Its add-on is nothing for the Blender that makes the scenes of other tests.
    Scenes.makeAlone(made, "tiny = '''" + Scenes.TINY + "'''\n" + python("add_ons.py"));
  }

  private static String python(String name) throws Exception {
    try (InputStream in = AddOnsTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static BlenderBackend backend() {
    return new BlenderBackend(
        BlenderFinder.ofThisMachine(),
        Duration.ofMinutes(2),
        SpareBlender.PATIENCE,
        ProbeMemory.none(),
        Map.of("BLENDER_USER_SCRIPTS", made.resolve("scripts").toString()));
  }

  private SceneDescription inspect(String scene, Map<String, String> options) throws Exception {
    return backend().inspect(made.resolve(scene), Scenes.settings(directory), options);
  }

  private static Map<String, String> addOn(Object name) {
    return Map.of("addons", name.toString());
  }

  /** Renders a frame where only what is sent is, and none of it where it was. */
  private Path render(SceneDescription scene, int frame, Map<String, String> options)
      throws Exception {
    Map<String, Path> files = new HashMap<>();
    for (Path file : Stream.concat(Stream.of(scene.scene()), scene.files().stream()).toList()) {
      Path there = directory.resolve("job").resolve(made.relativize(file));
      Files.createDirectories(there.getParent());
      files.put("/elsewhere" + file, Files.copy(file, there));
    }
    Map<String, String> properties = new HashMap<>(scene.properties());
    properties.computeIfPresent(
        "blender.addons", (key, text) -> text.replace(made.toString(), "/elsewhere" + made));
    SessionRequest request =
        new SessionRequest(
            Objects.requireNonNull(files.get("/elsewhere" + scene.scene())),
            files,
            scene.pictures(),
            scene.parts().map(PartFormat::file),
            properties,
            options,
            Scenes.settings(directory));
    Path output = Files.createDirectories(directory.resolve("output"));
    try (RenderSession session = backend().open(request)) {
      return session.render(RenderRequest.wholeFrame(frame, output), ProgressListener.NONE).get(0);
    }
  }

  private static void assertSame(Path picture, String expected) throws Exception {
    assertThat(OtherMachine.differences(picture, made.resolve(expected))).isEmpty();
  }

  @Test
  void anAddOnInAZipFileIsEnabledBeforeTheSceneIsOpened() throws Exception {
    Path zip = made.resolve("paint.zip");
    SceneDescription scene = inspect("needs.blend", addOn(zip));
    assertThat(scene.lacks()).isEmpty();
    assertThat(scene.files()).containsExactly(zip);
    // What no machine has without the add-on keeps no machine out.
    assertThat(scene.properties()).containsEntry("blender.engines", "CYCLES");
    assertSame(render(scene, 2, addOn(zip)), "needs_0002.png");
    // A client whose order tells of no add-on has no right to one.
    assertThat(AddOns.there(scene.properties(), Map.of(), Map.of())).isEmpty();
    assertThat(backend().isChosenByUser(zip.toRealPath(), addOn(zip))).isTrue();
    assertThat(backend().isChosenByUser(zip.toRealPath(), Map.of())).isFalse();
  }

  @Test
  void anInstalledAddOnGoesWithItsFiles() throws Exception {
    SceneDescription scene = inspect("needs.blend", addOn("named"));
    Path module = made.resolve("scripts/addons/named/__init__.py");
    assertThat(scene.files()).containsExactly(module, module.resolveSibling("colour.py"));
    Map<String, Path> places = new HashMap<>();
    scene.files().forEach(file -> places.put(file.toString(), Path.of("/there" + file)));
    assertThat(AddOns.there(scene.properties(), addOn("named"), places))
        .singleElement()
        .hasToString(
            "{\"name\":\"named\",\"files\":{\"named/__init__.py\":\"/there%s\",\"named/colour.py\":\"/there%s\"}}"
                .formatted(module, module.resolveSibling("colour.py")));
    assertThatThrownBy(() -> AddOns.there(scene.properties(), addOn("named"), Map.of()))
        .hasMessageContaining("named is not among the job's files");
    assertThat(backend().isChosenByUser(module.toRealPath(), addOn("named"))).isTrue();
    assertThat(backend().isChosenByUser(module.toRealPath(), addOn("name"))).isFalse();
  }

  @Test
  void anExtensionIsOneFromBlenderFourTwoOn() throws Exception {
    Path zip = made.resolve("extension.zip");
    if (!Scenes.hasType("UserExtensionRepo")) {
      assertThatThrownBy(() -> inspect("needs.blend", addOn(zip)))
          .isInstanceOfSatisfying(
              RenderException.class, e -> assertThat(e.advice()).contains("4.2 or newer"))
          .hasMessageContaining("extension.zip is an extension");
      return;
    }
    SceneDescription scene = inspect("needs.blend", addOn(zip));
    assertSame(render(scene, 2, addOn(zip)), "needs_0002.png");
  }

  @Test
  void anAddOnThatIsNotThereIsToldWithThoseThatAre() {
    assertThatThrownBy(() -> inspect("needs.blend", addOn("nobody")))
        .isInstanceOfSatisfying(
            RenderException.class, e -> assertThat(e.advice()).contains("named"))
        .hasMessageContaining("no add-on nobody");
    Path missing = made.resolve("missing.zip");
    assertThatThrownBy(() -> inspect("needs.blend", addOn(missing)))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("There is no add-on " + missing);
  }

  @Test
  void whatIsNoGoodAddOnIsRefusedWithItsReason() throws Exception {
    for (String name : List.of("addons.py", "addon_files.py")) {
      try (InputStream in = BlenderBackend.class.getResourceAsStream(name)) {
        Files.copy(Objects.requireNonNull(in), directory.resolve(name));
      }
    }
    Map<String, String> told = new HashMap<>();
    Scenes.makeAlone(directory, python("bad_add_ons.py"))
        .lines()
        .filter(line -> line.startsWith("TOLD "))
        .map(line -> line.substring(5).split(": ", 2))
        .forEach(each -> told.put(each[0], each[1]));
    boolean extensions = told.get("extensions").equals("True");
    Map<String, String> expected = new HashMap<>();
    expected.put("text", "is no ZIP file");
    expected.put("damaged", "is damaged at whole/__init__.py");
    expected.put("photos", "is no add-on");
    expected.put("module", "is no add-on");
    expected.put("up", "'../../up.py' would lie outside");
    expected.put("root", "'/etc/up.py' would lie outside");
    expected.put("drive", "'C:/up.py' would lie outside");
    expected.put("back", "would lie outside");
    expected.put("link", "'up/link' is a link");
    expected.put("pipe", "'up/pipe' is a link or no plain file");
    expected.put("many", "it has 6 files, more than 5");
    expected.put("bomb", "its files take more than");
    expected.put("raises", "ValueError: no luck (raises/__init__.py, line 3, in register");
    expected.put("imports", "No module named 'no_such_module' (imports.py, line 4");
    expected.put("exits", "SystemExit");
    expected.put("wrong", "SyntaxError");
    expected.put("odd", "is no add-on");
    expected.put("cycles", "hidden by one of the same name");
    expected.put("theme", extensions ? "is a theme, no add-on" : "is an extension");
    expected.put("later", extensions ? "wants Blender 99.1.0 or newer" : "is an extension");
    expected.put("nameless", extensions ? "has no id" : "is an extension");
    expected.put("broken", extensions ? "cannot be read" : "is an extension");
    expected.put(
        "future", "fine ['the add-on future.zip was written for Blender 99.1.0 or newer']");
    expected.put("whole", "fine []");
    expected.put("nobody", "There is no add-on nobody");
    expected.put("outside", "[]");
    expected.forEach((name, text) -> assertThat(told.get(name)).as(name).contains(text));
  }

  @Test
  void scriptsOfTheSceneRunIfTheUserSaysSo() throws Exception {
    assertThat(
            OtherMachine.differences(
                made.resolve("scripts_0003.png"), made.resolve("without_0003.png")))
        .as("the scripts change the picture")
        .isNotEmpty();
    SceneDescription scene = inspect("scripts.blend", SCRIPTS);
    assertThat(scene.warnings()).noneMatch(line -> line.contains("scripts"));
    assertThat(scene.parts().orElseThrow().tiles().refusal()).contains("acts while a frame");
    assertSame(render(scene, 3, SCRIPTS), "scripts_0003.png");
  }

  @Test
  void whoLooksForAnotherMachineFindsTheFileByThePathThatItHasThere() throws Exception {
    String there = "C:\\\\studio\\\\Paint.ZIP";
    assertThat(AddOns.wanted(addOn(there), Map.of(there, Path.of("/job/_2/paint.zip"))))
        .singleElement()
        .hasToString("{\"name\":\"Paint.ZIP\",\"zip\":\"/job/_2/paint.zip\"}");
    assertThatThrownBy(() -> AddOns.wanted(addOn(there), Map.of("/else", Path.of("/job/else"))))
        .hasMessageContaining("is not among the job's files");
  }

  @Test
  void bothCountAsScripts() {
    assertThat(backend().runsScripts(Map.of())).isFalse();
    assertThat(backend().runsScripts(Map.of("scripts", "off"))).isFalse();
    assertThat(backend().runsScripts(SCRIPTS)).isTrue();
    assertThat(backend().runsScripts(addOn("named"))).isTrue();
    assertThatThrownBy(() -> inspect("scripts.blend", Map.of("scripts", "yes")))
        .hasMessageContaining("neither on nor off");
  }
}
