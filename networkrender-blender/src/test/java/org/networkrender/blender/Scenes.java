package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.networkrender.api.PictureName;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.FurtherFile;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/** Makes scenes with the real Blender, and runs it by hand to compare with. */
final class Scenes {
  /** A tiny scene of four frames in which the cube moves: 64x36 pixels, Cycles, no denoising. */
  static final String TINY =
      """
      import bpy
      bpy.ops.wm.read_factory_settings()
      scene = bpy.context.scene
      scene.render.resolution_x, scene.render.resolution_y = 64, 36
      scene.render.engine = 'CYCLES'
      scene.cycles.samples = 4
      scene.cycles.use_denoising = False
      scene.frame_start, scene.frame_end = 1, 4
      cube = bpy.data.objects['Cube']
      cube.keyframe_insert('location', frame=1)
      cube.location.x = 2
      cube.keyframe_insert('location', frame=4)
      def save(name):
          bpy.ops.wm.save_as_mainfile(filepath=os.path.join(here, name), compress=False)
      """;

  /** What makes of it a scene whose frames never end. */
  static final String ENDLESS =
      """
      scene.cycles.samples = 16000000
      scene.cycles.use_adaptive_sampling = False
      scene.render.resolution_x, scene.render.resolution_y = 640, 360
      """;

  private static final int THREADS = 1;

  /** One for all, so that the Blender that has looked into a scene can render it, as in a farm. */
  private static final BlenderBackend BACKEND = new BlenderBackend();

  /** Of the Blender that waits, which may be there for longer than the test that started it. */
  private static final Path WAITING = temporary();

  private Scenes() {}

  private static Path temporary() {
    try {
      Path directory = Files.createTempDirectory("waiting");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(directory)));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the Blender that waits, for tests that count them. */
  static void endWaiting() {
    BACKEND.endWaiting();
  }

  private static void end(Path directory) {
    endWaiting();
    try {
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs a Python text in Blender, where {@code here} is the directory; returns what is printed.
   * One Blender does that for all tests.
   */
  static String make(Path directory, String python) throws Exception {
    Path script = script(directory, python);
    String said = SceneMaker.run(script);
    Files.delete(script);
    return said;
  }

  /** The same in a Blender of its own, for what other tests must not find there. */
  static String makeAlone(Path directory, String python) throws Exception {
    Path script = script(directory, python);
    String said = blender(directory, "--python-exit-code", "9", "-P", script.toString());
    Files.delete(script);
    return said;
  }

  private static Path script(Path directory, String python) throws IOException {
    return Files.writeString(
        directory.resolve("make.py").toAbsolutePath(),
        anyBlender() + "import os\nhere = os.path.dirname(os.path.abspath(__file__))\n" + python);
  }

  /** Runs a Python text that is a file, or several, beside the tests. */
  static String makeBy(Path directory, String... resources) throws Exception {
    return make(directory, joined(resources));
  }

  /** The same in a Blender of its own. */
  static String makeAloneBy(Path directory, String... resources) throws Exception {
    return makeAlone(directory, joined(resources));
  }

  private static String joined(String... resources) throws IOException {
    StringBuilder python = new StringBuilder();
    for (String each : resources) {
      python.append(resource(each)).append('\n');
    }
    return python.toString();
  }

  /** What makes the parts of a scene that differ from one Blender to the next. */
  private static String anyBlender() throws IOException {
    return resource("any_blender.py");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Scenes.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Runs Blender by hand and returns what it printed. */
  static String blender(Path directory, String... arguments) throws Exception {
    Path log = Files.createTempFile(directory, "blender", ".log");
    Process process =
        blenderProcess(arguments)
            .directory(directory.toFile())
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    String output = Files.readString(log);
    Files.delete(log);
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  /** Returns what starts the Blender that makes scenes, with its own settings alone. */
  static ProcessBuilder blenderProcess(String... arguments) throws RenderException {
    List<String> command =
        new ArrayList<>(List.of(program().toString(), "-b", "--factory-startup", "-Y"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Where sessions find their shaders, too: compiling them takes longer than most tests.
    UserCache.of(System.getenv())
        .ifPresent(
            cache ->
                builder
                    .environment()
                    .put("MESA_SHADER_CACHE_DIR", cache.resolve("shaders").toString()));
    return builder;
  }

  /** Returns whether Cycles of this Blender has a setting. */
  static boolean has(String setting) throws Exception {
    return has("cycles", setting);
  }

  /** Returns whether a part of the scene, such as its render settings, has a setting. */
  static boolean has(String owner, String setting) throws Exception {
    return isTrue("hasattr(bpy.context.scene.%s, '%s')".formatted(owner, setting));
  }

  /** Returns whether this Blender has a type, such as one of a node. */
  static boolean hasType(String name) throws Exception {
    return isTrue("hasattr(bpy.types, '%s')".formatted(name));
  }

  private static boolean isTrue(String question) throws Exception {
    Path directory = Files.createTempDirectory("has");
    try {
      return make(directory, "print('it is', " + question + ")").contains("it is True");
    } finally {
      Files.delete(directory);
    }
  }

  /** The one that makes scenes: the first on the PATH. */
  static Path program() throws RenderException {
    return new BlenderFinder(
            FileSystems.getDefault(),
            BlenderFinder.Platform.ofThisMachine(),
            Map.of("PATH", System.getenv("PATH")),
            "")
        .find(List.of())
        .get(0)
        .program();
  }

  /** Returns settings with a temporary directory below the given one. */
  static BackendSettings settings(Path directory) throws IOException {
    return new BackendSettings(
        List.of(), THREADS, Files.createDirectories(directory.resolve("temporary")));
  }

  static SceneDescription inspect(Path scene, Map<String, String> options) throws Exception {
    return BACKEND.inspectToRender(
        scene, new BackendSettings(List.of(), THREADS, WAITING), options);
  }

  static RenderSession open(SceneDescription scene, Path directory, Map<String, String> options)
      throws Exception {
    return open(request(scene, directory, options));
  }

  /** Opens a session, in the Blender that looked into a scene before, if one did. */
  static RenderSession open(SessionRequest request) throws Exception {
    return BACKEND.open(request);
  }

  /** Returns the files of a frame, the further ones by names for the way. */
  static List<PictureName> files(SceneDescription scene) {
    List<PictureName> names = new ArrayList<>(scene.pictures());
    for (FurtherFile file : scene.furtherFiles()) {
      String name = file.name().pattern();
      String extension = name.substring(Math.max(0, name.lastIndexOf('.')));
      names.add(new PictureName("way-" + names.size() + "-####" + extension));
    }
    return names;
  }

  /** Returns what opens a session on a scene where it lies. */
  static SessionRequest request(SceneDescription scene, Path directory, Map<String, String> options)
      throws IOException {
    return new SessionRequest(
        scene.scene(),
        Map.of(),
        files(scene),
        scene.parts().map(PartFormat::file),
        scene.properties(),
        options,
        settings(directory));
  }
}
