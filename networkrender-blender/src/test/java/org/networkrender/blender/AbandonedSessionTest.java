package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the program that started Blender is killed, Blender does not render on. */
@Tag("processes")
class AbandonedSessionTest {
  @TempDir Path directory;

  @Test
  void blenderEndsWithTheProgramThatStartedIt() throws Exception {
    Scenes.make(directory, Scenes.TINY + Scenes.ENDLESS + "save('slow.blend')\n");
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                AbandonedSession.class.getName(),
                directory.resolve("slow.blend").toString(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<ProcessHandle> blenders;
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(output.readLine()).isEqualTo("rendering");
      blenders = program.descendants().toList();
      assertThat(blenders).hasSize(1);
    } finally {
      program.destroyForcibly();
    }
    try {
      await().atMost(Duration.ofSeconds(10)).until(() -> !blenders.get(0).isAlive());
      assertThat(entries(directory.resolve("temporary"))).isEmpty();
    } finally {
      blenders.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static List<Path> entries(Path parent) throws Exception {
    try (Stream<Path> files = Files.list(parent)) {
      return files.toList();
    }
  }
}
