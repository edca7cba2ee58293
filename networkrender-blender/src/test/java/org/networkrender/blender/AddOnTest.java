package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The add-on in a Blender without a window, in a home of its own. */
class AddOnTest {
  private static final Path SOURCE = Path.of("src/main/addon").toAbsolutePath();
  private static final Path TESTS = Path.of("src/test/addon").toAbsolutePath();

  @TempDir private Path temporary;

  @Test
  void itIsInstalledUpdatedAndRemovedAndItsLogicPassesItsTests() throws Exception {
    Path old = zip("old.zip", "0.0.9");
    Path current = zip("new.zip", "");
    Path repository = temporary.resolve("repository");
    run(
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            Path.of("..", "scripts", "AddOnRepository.java").toString(),
            current.toString(),
            repository.toString()));

    String said =
        blender(
            "-b",
            "--factory-startup",
            "-noaudio",
            "--python-exit-code",
            "7",
            "--python",
            script("add_on_check.py").toString(),
            "--",
            old.toString(),
            current.toString(),
            TESTS.toString(),
            repository.toString());

    assertThat(said).contains("tests of the logic: ");
  }

  /** Runs Blender with settings of its own, and returns what it said. */
  private String blender(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("blender"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    for (String name : List.of("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")) {
      Path directory = Files.createDirectories(temporary.resolve(name.toLowerCase(Locale.ROOT)));
      builder.environment().put(name, directory.toString());
    }
    return run(builder);
  }

  private static String run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private Path script(String name) throws IOException {
    Path script = temporary.resolve(name);
    try (InputStream in = AddOnTest.class.getResourceAsStream(name)) {
      Files.copy(in, script);
    }
    return script;
  }

  /** Packs the add-on, as the build does, or an older version of it that has one file more. */
  private Path zip(String name, String older) throws IOException {
    Path file = temporary.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> sources = Files.walk(SOURCE)) {
      // Blender 3 removes an older version only if the folder itself is in the file.
      zip.putNextEntry(new ZipEntry("networkrender/"));
      zip.closeEntry();
      for (Path each : sources.filter(Files::isRegularFile).sorted().toList()) {
        if (!each.toString().contains("__pycache__")) {
          String text = Files.readString(each);
          add(zip, each, older.isEmpty() ? text : text.replace("\"0.1.0\"", '"' + older + '"'));
        }
      }
      if (!older.isEmpty()) {
        add(zip, SOURCE.resolve("networkrender/only_in_old.py"), "");
      }
    }
    return file;
  }

  private static void add(ZipOutputStream zip, Path file, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(SOURCE.relativize(file).toString()));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
