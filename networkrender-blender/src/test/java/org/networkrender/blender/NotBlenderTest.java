package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;

/** Programs that are no Blender, or that do not work, are told apart. */
@DisabledOnOs(OS.WINDOWS)
class NotBlenderTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path directory;

  private void probing(String script, Duration limit, ErrorKind kind, String text)
      throws Exception {
    Path program = Files.writeString(directory.resolve("program"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path temporary = Files.createDirectories(directory.resolve("temporary"));
    BlenderBackend backend = new BlenderBackend(BlenderFinder.ofThisMachine(), limit);
    assertThatThrownBy(() -> backend.probe(new BackendSettings(Optional.of(program), 1, temporary)))
        .isInstanceOfSatisfying(
            RenderException.class,
            e -> {
              Assertions.assertThat(e.kind()).isEqualTo(kind);
              Assertions.assertThat(e.getMessage()).contains(text).doesNotContain("\n");
              Assertions.assertThat(e.advice()).contains("--blender");
            });
    Assertions.assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void anotherProgram() throws Exception {
    probing(
        "echo usage: program; exit 2", LONG, ErrorKind.RESOURCE, "is not a Blender (exit code 2");
  }

  @Test
  void oneThatCrashes() throws Exception {
    probing("echo Blender 9.9.9; kill -SEGV $$", LONG, ErrorKind.RESOURCE, "signal 11");
  }

  @Test
  void oneThatHangs() throws Exception {
    probing("sleep 60", Duration.ofSeconds(2), ErrorKind.WORKER, "did not answer within 2 s");
  }
}
