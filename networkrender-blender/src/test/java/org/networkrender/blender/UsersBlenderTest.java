package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which processes are a Blender that a person runs. */
class UsersBlenderTest {
  @TempDir Path directory;

  @Test
  void aBlenderIsItsUsersUnlessItRunsTheScriptOfASession() throws Exception {
    Path begun = directory.resolve("begun");
    Path script = directory.resolve("work.py");
    Files.writeString(
        script,
        """
        import bpy, time
        open('%s', 'w').close()
        time.sleep(600)
        """
            .formatted(begun));
    Installation blender = new Installation(Scenes.program());
    Process process =
        new ProcessBuilder(blender.command(script, 0))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      await().atMost(Duration.ofMinutes(3)).until(() -> Files.exists(begun));
      assertThat(tree(process)).anyMatch(UsersBlender::is);
      Files.createFile(directory.resolve("networkrender.lock"));
      assertThat(tree(process)).noneMatch(UsersBlender::is);
    } finally {
      tree(process).forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static List<ProcessHandle> tree(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  @Test
  void theScriptsOfASessionAreKnownAsSuch() throws Exception {
    SessionDirectory session = SessionDirectory.create(directory);
    assertThat(SessionDirectory.holds(session.file("session.py"))).isTrue();
    assertThat(SessionDirectory.holds(directory.resolve("session.py"))).isFalse();
    session.remove();
  }

  @Test
  void otherProgramsAreNone() {
    assertThat(UsersBlender.is(ProcessHandle.current())).isFalse();
  }
}
