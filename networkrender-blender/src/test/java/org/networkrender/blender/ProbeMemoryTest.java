package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderDevice;

/** What a Blender told is remembered as long as all is the same, and never believed otherwise. */
class ProbeMemoryTest {
  private static final Capabilities TOLD =
      new Capabilities(
          "blender",
          "4.5.1",
          List.of("CYCLES"),
          List.of("CPU"),
          Map.of("denoiser", "true"),
          List.of(new RenderDevice("CUDA", "CUDA_a_0000:01:00", "a", 1L << 33, false)));

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

  private Path system(String... files) throws Exception {
    Path root = Files.createTempDirectory(directory, "root");
    for (String each : files) {
      int content = each.indexOf('=');
      Path file = root.resolve(each.substring(0, content));
      Files.createDirectories(file.getParent());
      Files.writeString(file, each.substring(content + 1));
    }
    return root;
  }

  /** Told apart by what the kernel says, since files of drivers lie elsewhere on each system. */
  @Test
  void aCardOrADriverThatIsAnotherMakesAnotherStamp() throws Exception {
    String card = "sys/bus/pci/devices/0000:01:00.0/";
    List<Path> systems =
        List.of(
            system(),
            system(card + "class=0x030000\n", card + "vendor=0x10de\n", card + "device=0x2504\n"),
            system(card + "class=0x030000\n", card + "vendor=0x10de\n", card + "device=0x2684\n"),
            system(card + "class=0x038000\n", "sys/module/amdgpu/srcversion=A1"),
            system(card + "class=0x038000\n", "sys/module/amdgpu/srcversion=A2"),
            system("dev/nvidia0="),
            system("dev/kfd="),
            system("dev/dri/renderD128="),
            system("sys/module/nvidia/version=550.1"),
            system("sys/module/nvidia/version=550.2"));
    Set<String> stamps = new HashSet<>();
    for (Path root : systems) {
      stamps.add(ProgramStamp.cards(root).replace(root.toString(), ""));
    }
    assertThat(stamps).hasSameSizeAs(systems);
    // A network card changes nothing.
    Path other = system(card + "class=0x020000\n", card + "vendor=0x8086\n");
    assertThat(ProgramStamp.cards(other)).isEqualTo(ProgramStamp.cards(systems.get(0)));
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
