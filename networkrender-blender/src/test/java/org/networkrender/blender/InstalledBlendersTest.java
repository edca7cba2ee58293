package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;

/** Several Blenders on one machine, and one that does not work. */
@EnabledOnOs(OS.LINUX)
@Tag("processes")
class InstalledBlendersTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir Path directory;
  private Path broken;
  private Path starts;

  @BeforeEach
  void makeBroken() throws Exception {
    starts = directory.resolve("starts");
    broken = Files.createDirectory(directory.resolve("broken")).resolve("blender");
    Files.writeString(broken, "#!/bin/sh\necho start >>" + starts + "\necho no; exit 3\n");
    Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private InstalledBlenders blenders() throws Exception {
    String path = broken.getParent() + ":" + Scenes.program().getParent();
    return new InstalledBlenders(
        "blender",
        new BlenderFinder(
            FileSystems.getDefault(),
            BlenderFinder.Platform.LINUX,
            Map.of("PATH", path),
            directory.toString()),
        LONG,
        ProbeMemory.none());
  }

  private BackendSettings settings(Path... named) throws Exception {
    return new BackendSettings(
        List.of(named), 1, Files.createDirectories(directory.resolve("temporary")));
  }

  private int startsOfBroken() throws Exception {
    return Files.readAllLines(starts).size();
  }

  @Test
  void aBrokenOneCostsNoOther() throws Exception {
    InstalledBlenders blenders = blenders();
    assertThat(blenders.find(settings())).contains(new Installation(broken));
    for (int times = 0; times < 2; times++) {
      assertThat(blenders.ask(settings()))
          .isNotEmpty()
          .noneMatch(each -> each.installation().program().equals(broken));
    }
    assertThat(startsOfBroken()).isOne();
  }

  /** A worker that was killed and starts anew may get no task any more. */
  @Test
  void whatKilledProgramsLeftGoesWhenAProgramStarts() throws Exception {
    InstalledBlenders blenders = blenders();
    blenders.ask(settings());
    Path left = Files.createDirectory(settings().temporary().resolve("blender-1"));
    Files.createFile(left.resolve("networkrender.lock"));

    blenders.ask(settings());

    assertThat(settings().temporary()).isEmptyDirectory();
  }

  @Test
  void oneThatTheUserNamesHasToWork() throws Exception {
    InstalledBlenders blenders = blenders();
    blenders.ask(settings());
    assertThatThrownBy(() -> blenders.ask(settings(broken)))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("is not a Blender (exit code 3");
    assertThatThrownBy(() -> blenders.ask(settings(Scenes.program(), broken)))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("is not a Blender (exit code 3");
  }

  @Test
  void theNewestIsTheBest() {
    assertThat(blender("4.10.0").fullVersion()).isGreaterThan(blender("4.9.12").fullVersion());
    assertThat(blender("4.5.15").is("4.5")).isTrue();
    assertThat(blender("4.5.15").is("4.5.1")).isFalse();
    assertThat(blender("4.5.15").is("4.5.15")).isTrue();
  }

  private static InstalledBlender blender(String version) {
    return new InstalledBlender(
        new Installation(Path.of("/blender-" + version)),
        new Capabilities("blender", version, List.of(), List.of(), Map.of()));
  }

  private static String chosen(String wish, String saved) throws RenderException {
    return new BlenderChoice(
            List.of(blender("5.2.3"), blender("4.5.15"), blender("3.4.1")),
            Optional.of(wish).filter(text -> !text.isEmpty()))
        .choose(BlenderVersion.parse(saved))
        .capabilities()
        .version();
  }

  @Test
  void theOneThatSavedTheFileElseTheNewest() throws Exception {
    assertThat(chosen("", "4.5")).isEqualTo("4.5.15");
    assertThat(chosen("", "4.3")).isEqualTo("5.2.3");
    assertThat(chosen("", "")).isEqualTo("5.2.3");
    assertThat(chosen("3.4", "4.5")).isEqualTo("3.4.1");
    assertThatThrownBy(() -> chosen("4.1", "4.5"))
        .hasMessageContaining("does not have Blender 4.1")
        .hasMessageContaining("blender 5.2.3 (/blender-5.2.3)");
  }
}
