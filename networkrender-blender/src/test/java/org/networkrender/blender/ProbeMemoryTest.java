package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.backend.Capabilities;

/** What a Blender told is remembered as long as all is the same, and never believed otherwise. */
class ProbeMemoryTest {
  private static final Capabilities TOLD =
      new Capabilities(
          "blender", "4.5.1", List.of("CYCLES"), List.of("CPU"), Map.of("denoiser", "true"));

  @TempDir Path directory;

  private Path program;
  private Installation blender;

  @BeforeEach
  void makeProgram() throws Exception {
    program = Files.writeString(directory.resolve("blender"), "\177ELF and more");
    blender = new Installation(program);
  }

  private ProbeMemory memory() {
    return new ProbeMemory(Optional.of(directory.resolve("cache")), ProgramStamp::of);
  }

  private Path file() {
    return directory.resolve("cache").resolve("blenders.json");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void remembersInTheNextRun() throws Exception {
    assertThat(memory().recall(blender)).isEmpty();
    memory().remember(blender, TOLD);
    assertThat(memory().recall(blender)).contains(TOLD);
    try (Stream<Path> files = Files.list(directory.resolve("cache"))) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void forgetsAProgramThatWasReplaced() throws Exception {
    memory().remember(blender, TOLD);
    Files.writeString(program, "\177ELF and something else");
    assertThat(memory().recall(blender)).isEmpty();

    memory().remember(blender, TOLD);
    Files.setLastModifiedTime(program, FileTime.fromMillis(1));
    assertThat(memory().recall(blender)).isEmpty();
  }

  @Test
  void forgetsWhenDriversOrDevicesAreOthers() {
    Optional<Path> place = Optional.of(directory.resolve("cache"));
    new ProbeMemory(place, path -> Optional.of("before")).remember(blender, TOLD);
    assertThat(new ProbeMemory(place, path -> Optional.of("before")).recall(blender))
        .contains(TOLD);
    assertThat(new ProbeMemory(place, path -> Optional.of("after")).recall(blender)).isEmpty();
  }

  @Test
  void doesNotKnowWhatAScriptOrAPythonStarts() throws Exception {
    Files.writeString(program, "#!/bin/sh\nexec other\n");
    assertThat(ProgramStamp.of(program)).isEmpty();
    memory().remember(blender, TOLD);
    assertThat(memory().recall(blender)).isEmpty();
    Path python = Files.writeString(directory.resolve("python3"), "\177ELF and more");
    assertThat(ProgramStamp.of(python)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "7",
        "[null]",
        "[{}]",
        "[{\"program\":\"PROGRAM\",\"stamp\":\"same\"}]",
        "[{\"program\":\"PROGRAM\",\"stamp\":\"same\",\"capabilities\":{}}]",
        "[{\"program\":\"PROGRAM\",\"stamp\":\"same\",\"capabilities\":[1]}]",
        "\0\0\0\0"
      })
  void aBrokenFileIsIgnoredAndReplaced(String text) throws Exception {
    ProbeMemory memory =
        new ProbeMemory(Optional.of(directory.resolve("cache")), path -> Optional.of("same"));
    Files.createDirectory(directory.resolve("cache"));
    Files.writeString(file(), text.replace("PROGRAM", program.toString()));
    assertThat(memory.recall(blender)).isEmpty();
    memory.remember(blender, TOLD);
    assertThat(memory.recall(blender)).contains(TOLD);
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNoFault() throws Exception {
    Files.writeString(directory.resolve("cache"), "a file");
    memory().remember(blender, TOLD);
    assertThat(memory().recall(blender)).isEmpty();
  }

  @Test
  void growsNoFurther() throws Exception {
    ProbeMemory memory =
        new ProbeMemory(Optional.of(directory.resolve("cache")), path -> Optional.of("same"));
    for (int number = 0; number <= ProbeMemory.MOST; number++) {
      memory.remember(new Installation(directory.resolve("blender-" + number)), TOLD);
    }
    assertThat(memory.recall(new Installation(directory.resolve("blender-0")))).isEmpty();
    assertThat(memory.recall(new Installation(directory.resolve("blender-1")))).isPresent();
  }
}
