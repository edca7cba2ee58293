package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The add-on in a Blender that has a window, on the first host, with workers on two others. A
 * script uses the mouse and the keyboard. What was seen is kept below {@code target/add-on}.
 */
@Tag("window")
class AddOnWindowIT extends HostsFixture {
  private static final long MINUTES = 10;
  private static final int FRAMES = 12;
  private static final Path LIB = Path.of(System.getProperty("networkrender.lib", "lib"));
  private static final Path SEEN = Path.of("target", "add-on").toAbsolutePath();

  /** What the artist has changed and not saved. */
  private static final String UNSAVED = "bpy.data.objects['Cube'].scale = (1.5, 1, 1)";

  @BeforeEach
  void needsWindow() {
    assumeFalse(RendererUnderTest.isPython(), "a module has no window");
  }

  @Test
  void anArtistRendersByTheMenuAndSeesWhatComesOfIt() throws Exception {
    // Enough to do that there is a job to pause, and to find again, after its first frame.
    Path scene = Scene.make(temporary, FRAMES, 150);
    Path expected = Scene.reference(scene, temporary.resolve("expected"), "1.." + FRAMES, UNSAVED);
    worker(lan.addHost(), "one").awaitLine("is ready");
    worker(lan.addHost(), "two").awaitLine("is ready");
    Path out = Files.createDirectories(temporary.resolve("seen"));

    JsonObject seen;
    try (Screen screen = Screen.open(temporary.resolve("screen"))) {
      seen = use(screen, scene, out);
    } finally {
      keep(out);
    }

    assertThat(seen.has("failure")).as("%s", seen).isFalse();
    assertThat(seen.get("clicksToFirstFrame").getAsInt()).isLessThanOrEqualTo(3);
    assertThat(seen.get("outcome").getAsString()).isEqualTo("complete");
    assertThat(seen.getAsJsonArray("there")).allMatch(each -> each.getAsBoolean());
    assertThat(seen.getAsJsonArray("found")).hasSize(2);
    assertThat(seen.getAsJsonArray("stillShown").toString()).contains("stills/shot_0001.png");
    assertThat(seen.get("foundAgain").getAsBoolean()).as("it is found again").isTrue();
    assertThat(seen.getAsJsonArray("access").toString())
        .contains(lan.address(home).substring(0, 6));
    assertThat(seen.get("workerError").getAsString()).isEmpty();
    assertThat(seen.get("unsavedThen").getAsBoolean())
        .as("Blender knows what was not saved")
        .isTrue();
    assertThat(seen.get("copyOfSaved").getAsString()).as("what was saved is not copied").isEmpty();
    Path stills = temporary.resolve("pictures/stills");
    Path first = Files.createDirectories(temporary.resolve("first"));
    Files.copy(expected.resolve("shot_0001.png"), first.resolve("shot_0001.png"));
    Scene.assertSamePictures(stills, first);
    Directory.remove(stills);
    Scene.assertSamePictures(temporary.resolve("pictures"), expected);
    assertThat(lan.processes(home)).as("nothing is left").isEmpty();
  }

  private JsonObject use(Screen screen, Path scene, Path out) throws Exception {
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", home));
    command.add(RendererUnderTest.program().toString());
    command.addAll(List.of("--factory-startup", "-noaudio", "--no-window-focus", "-p", "0", "0"));
    command.addAll(List.of("1600", "1000"));
    command.addAll(List.of("--enable-event-simulate", "--python", driver().toString(), "--"));
    command.addAll(List.of(addOn().toString(), scene.toString(), out.toString()));
    command.addAll(List.of(screen.file().toString(), "{}"));
    Path log = out.resolve("blender.log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("DISPLAY", screen.display());
    Path driver =
        RendererUnderTest.program().resolveSibling("../graphics/root/usr/lib").normalize();
    if (Files.isDirectory(driver)) {
      // That of Debian unstable has none but this.
      Path libraries = driver.resolve("x86_64-linux-gnu");
      environment.put("networkrender_libraries", libraries.toString());
      environment.put("LIBGL_DRIVERS_PATH", libraries.resolve("dri").toString());
    }
    environment.put("NETWORKRENDER_HOME", program().toString());
    environment.put("NETWORKRENDER_BLENDER", RendererUnderTest.program().toString());
    for (String name : List.of("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")) {
      Path directory = Files.createDirectories(temporary.resolve("home").resolve(name));
      environment.put(name, directory.toString());
    }
    Process blender = builder.start();
    try {
      assertThat(blender.waitFor(MINUTES, TimeUnit.MINUTES)).as("Blender ends").isTrue();
    } finally {
      blender.descendants().forEach(ProcessHandle::destroyForcibly);
      blender.destroyForcibly();
    }
    assertThat(out.resolve("result.json")).as(Files.readString(log)).exists();
    return JsonParser.parseString(Files.readString(out.resolve("result.json"))).getAsJsonObject();
  }

  /**
   * Makes a folder in which the add-on finds the program. A Blender of another Debian sees no Java
   * of this one, so the program leaves that.
   */
  private Path program() throws IOException {
    Path program = Files.createDirectories(temporary.resolve("program/bin"));
    Path file = program.resolve("networkrender");
    Files.writeString(
        file,
        """
        #!/bin/sh
        unset LD_LIBRARY_PATH LIBGL_DRIVERS_PATH networkrender_libraries
        exec nsenter --target %d --mount --root --wdns="$PWD" "%s" "$@"
        """
            .formatted(ProcessHandle.current().pid(), LIB.resolveSibling("bin/networkrender")));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return temporary.resolve("program");
  }

  private static Path addOn() throws IOException {
    try (Stream<Path> files = Files.list(LIB.resolveSibling("addon"))) {
      return files.filter(file -> file.toString().endsWith(".zip")).findFirst().orElseThrow();
    }
  }

  private Path driver() throws IOException {
    Path driver = temporary.resolve("window_driver.py");
    try (InputStream in = AddOnWindowIT.class.getResourceAsStream("window_driver.py")) {
      Files.copy(in, driver);
    }
    return driver;
  }

  private static void keep(Path out) throws IOException {
    for (Path copy : Directory.files(out, ".*\\.xwd")) {
      String name = copy.getFileName().toString().replace(".xwd", ".png");
      Screen.convert(
          copy,
          SEEN.resolve(RendererUnderTest.program().getParent().getParent().getFileName())
              .resolve(name));
    }
  }
}
