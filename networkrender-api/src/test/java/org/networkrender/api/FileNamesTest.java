package org.networkrender.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FileNamesTest {
  @Test
  void aPathIsMade() throws Exception {
    assertThat(FileNames.path("a/b.blend")).isEqualTo(Path.of("a", "b.blend"));
  }

  @Test
  void whatIsNoPathAnywhereIsTheUsersFault() {
    assertThatExceptionOfType(RenderException.class)
        .isThrownBy(() -> FileNames.path("a\0b"))
        .withMessageContaining("is not a path: ")
        .returns(ErrorKind.USER, RenderException::kind);
  }

  /** Java asks the locale when it starts, so it takes another one to see that. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void withoutUtf8ItIsSaidWhatToDo() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Naming.class.getName())
            .redirectErrorStream(true);
    builder.environment().clear();
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said)
        .contains(
            "WORKER: This machine cannot name the file 'Z?hler-??.blend', since Java was started"
                + " without a UTF-8 locale",
            "Set LC_ALL=C.UTF-8 before it starts");
  }

  /** Runs in a Java of its own. */
  static final class Naming {
    private Naming() {}

    public static void main(String[] args) {
      try {
        System.out.println(FileNames.path("Z\u00e4hler-\u65e5\u672c.blend"));
      } catch (RenderException e) {
        System.out.println(e.kind() + ": " + e.line());
      }
    }
  }
}
