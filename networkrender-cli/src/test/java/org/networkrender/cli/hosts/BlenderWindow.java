package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * Starts a Blender that has a window on a host, with settings of its own, and in it a script that
 * uses the add-on. What was seen is kept below {@code target/add-on}.
 */
final class BlenderWindow implements AutoCloseable {
  private static final long MINUTES = 10;
  private static final Path LIB = Path.of(System.getProperty("networkrender.lib", "lib"));
  private static final Path SEEN = Path.of("target", "add-on").toAbsolutePath();
  private static final List<String> PLACES =
      List.of("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "TMPDIR");

  private final Path directory;
  private final String host;
  private final Screen screen;
  private final List<Process> started = new ArrayList<>();

  /** Prepares. Blenders that are started one after another have the same settings. */
  BlenderWindow(Path directory, String host) throws IOException {
    this.directory = directory;
    this.host = host;
    this.screen = Screen.open(directory.resolve("screen"));
    for (String name : PLACES) {
      Files.createDirectories(place(name));
    }
  }

  /** Returns where Blender finds what a variable of its environment names. */
  Path place(String name) {
    return directory.resolve("home").resolve(name);
  }

  /** Returns a folder for what a script tells. */
  Path out(String script) {
    return directory.resolve("seen").resolve(script);
  }

  /** Starts a Blender and in it a script; {@code more} comes behind the script's own arguments. */
  Process start(String script, String name, Path scene, String... more) throws IOException {
    Path out = Files.createDirectories(out(name));
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", host));
    command.add(RendererUnderTest.program().toString());
    command.addAll(List.of("-noaudio", "--no-window-focus", "-p", "0", "0", "1600", "1000"));
    command.addAll(List.of("--enable-event-simulate", "--python", resource(script).toString()));
    command.addAll(List.of("--", addOn().toString(), scene.toString(), out.toString()));
    command.add(screen.file().toString());
    command.addAll(List.of(more));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log(name).toFile());
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
    environment.put("NETWORKRENDER_HOME", program("networkrender", realProgram()).toString());
    environment.put("NETWORKRENDER_BLENDER", RendererUnderTest.program().toString());
    PLACES.forEach(place -> environment.put(place, place(place).toString()));
    Process blender = builder.start();
    started.add(blender);
    return blender;
  }

  /** Waits until a Blender that was started ends, and returns what its script tells. */
  JsonObject awaitEnd(Process blender, String name) throws IOException, InterruptedException {
    assertThat(blender.waitFor(MINUTES, TimeUnit.MINUTES)).as("Blender ends").isTrue();
    return told(name);
  }

  /** Waits until a script has told all of it, and returns that; its Blender goes on. */
  JsonObject awaitTold(Process blender, String name) throws IOException {
    Path file = out(name).resolve("result.json");
    HostsFixture.await("what a script tells")
        .atMost(MINUTES, TimeUnit.MINUTES)
        .failFast("Blender has ended", () -> !blender.isAlive() && !Files.exists(file))
        .until(() -> Files.exists(file));
    return told(name);
  }

  private JsonObject told(String name) throws IOException {
    Path file = out(name).resolve("result.json");
    assertThat(file).as(Files.readString(log(name))).exists();
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  /** Returns the file with what a Blender said. */
  Path log(String name) {
    return out(name).resolve("blender.log");
  }

  /**
   * Makes a folder in which the add-on finds a program. A Blender of another Debian sees no Java of
   * this one, so the program leaves that.
   */
  Path program(String name, String command) throws IOException {
    Path bin = Files.createDirectories(directory.resolve("programs").resolve(name).resolve("bin"));
    Path file = bin.resolve("networkrender");
    Files.writeString(
        file,
        """
        #!/bin/sh
        unset LD_LIBRARY_PATH LIBGL_DRIVERS_PATH networkrender_libraries
        exec nsenter --target %d --mount --root --wdns="$PWD" %s "$@"
        """
            .formatted(ProcessHandle.current().pid(), command));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return bin.getParent();
  }

  private static String realProgram() {
    return '"' + LIB.resolveSibling("bin/networkrender").toString() + '"';
  }

  private static Path addOn() throws IOException {
    try (Stream<Path> files = Files.list(LIB.resolveSibling("addon"))) {
      return files.filter(file -> file.toString().endsWith(".zip")).findFirst().orElseThrow();
    }
  }

  /** Copies a script, and what scripts share, to a file. */
  Path resource(String name) throws IOException {
    Path scripts = Files.createDirectories(directory.resolve("scripts"));
    for (String each : List.of("artist.py", "stand_ins.py", name)) {
      if (!Files.exists(scripts.resolve(each))) {
        try (InputStream in = BlenderWindow.class.getResourceAsStream(each)) {
          Files.copy(in, scripts.resolve(each));
        }
      }
    }
    return scripts.resolve(name);
  }

  private void keep() throws IOException {
    Path seen = SEEN.resolve(RendererUnderTest.program().getParent().getParent().getFileName());
    for (Path copy : Directory.files(directory.resolve("seen"), ".*\\.xwd")) {
      Screen.convert(copy, seen.resolve(copy.getFileName().toString().replace(".xwd", ".png")));
    }
  }

  @Override
  public void close() throws IOException {
    for (Process blender : started) {
      blender.descendants().forEach(ProcessHandle::destroyForcibly);
      blender.destroyForcibly();
    }
    screen.close();
    keep();
  }
}
