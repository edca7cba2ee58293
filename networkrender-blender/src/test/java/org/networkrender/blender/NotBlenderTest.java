package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
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
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir Path directory;

  private void probing(String script, Duration limit, ErrorKind kind, String text)
      throws Exception {
    probing("program", script, limit, kind, text);
  }

  private void probing(String name, String script, Duration limit, ErrorKind kind, String text)
      throws Exception {
    Path program = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path temporary = Files.createDirectories(directory.resolve("temporary"));
    BlenderBackend backend = new BlenderBackend(BlenderFinder.ofThisMachine(), limit);
    assertThatThrownBy(() -> backend.probe(new BackendSettings(List.of(program), 1, temporary)))
        .isInstanceOfSatisfying(
            RenderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              assertThat(e.getMessage()).contains(text).doesNotContain("\n");
              assertThat(e.advice()).contains("--blender");
            });
    assertThat(temporary).isEmptyDirectory();
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
  void oneThatLacksALibrary() throws Exception {
    probing(
        "echo 'program: error while loading shared libraries: libOpenColorIO.so.2.1: cannot open"
            + " shared object file: No such file or directory'; exit 127",
        LONG,
        ErrorKind.RESOURCE,
        "libOpenColorIO.so.2.1 is missing");
  }

  @Test
  void librariesAreInPackagesNamedByARule() {
    assertThat(StartFailure.debianPackage("libX11.so.6")).isEqualTo("libx11-6");
    assertThat(StartFailure.debianPackage("libXxf86vm.so.1")).isEqualTo("libxxf86vm1");
    assertThat(StartFailure.debianPackage("libGL.so.1")).isEqualTo("libgl1");
    assertThat(StartFailure.debianPackage("libSM.so.6")).isEqualTo("libsm6");
  }

  @Test
  void aPythonWithoutTheModule() throws Exception {
    probing(
        "python3",
        "exec /usr/bin/env -i /usr/bin/python3 \"$@\"",
        LONG,
        ErrorKind.RESOURCE,
        "has no module bpy");
  }

  /** As Python says it, word for word. */
  @Test
  void aBrokenModule() throws Exception {
    String[][] cases = {
      {
        "ImportError: libXxf86vm.so.1: cannot open shared object file: No such file or directory",
        "libXxf86vm.so.1 is missing"
      },
      {"AttributeError: module 'bpy' has no attribute 'app'", "another version of Python"},
      {
        "ImportError: /venv/bpy/__init__.so: undefined symbol: _PyErr_Occurred",
        "another version of Python"
      },
      {"ImportError: /venv/bpy/__init__.so: file too short", "file too short"}
    };
    for (String[] each : cases) {
      probing(
          "python3.11",
          "echo 'Traceback (most recent call last):'; echo \"" + each[0] + "\"; exit 1",
          LONG,
          ErrorKind.RESOURCE,
          each[1]);
    }
  }

  @Test
  void oneThatHangs() throws Exception {
    probing("sleep 60", Duration.ofSeconds(2), ErrorKind.WORKER, "did not answer within 2 s");
  }
}
