package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Services, cron and containers start programs without a locale; scenes have names of all scripts.
 */
@Tag("system-only")
@Execution(ExecutionMode.CONCURRENT)
class WithoutLocaleIT {
  private static final Path LIBRARY = Path.of(System.getProperty("networkrender.lib"));

  /** In octal numbers, so that it does not depend on the locale of this test either. */
  private static final String NAME =
      "$(printf 'Z\\303\\244hler-\\346\\227\\245\\346\\234\\254').blend";

  @TempDir Path temporary;
  private Path scene;

  @BeforeEach
  void makeScene() throws Exception {
    scene = Scene.make(temporary, 1, 1);
  }

  @Test
  void theProgramRendersAnySceneWithoutOne() throws Exception {
    String program = LIBRARY.resolveSibling("bin").resolve("networkrender").toString();
    try (Program run = render(program)) {
      assertThat(run.awaitEnd()).as("%s", run.lines()).isZero();
      assertThat(temporary.resolve("out/shot_0001.png")).isNotEmptyFile();
    }
  }

  /** Whoever starts Java without the script is told what is wrong. */
  @Test
  void javaAloneSaysWhatToDo() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    try (Program run = render(java + " -cp '" + LIBRARY + "/*' org.networkrender.cli.Main")) {
      assertThat(run.awaitEnd()).as("%s", run.lines()).isNotZero();
      assertThat(run.complaint())
          .contains("cannot name the file", "without a UTF-8 locale", "Set LC_ALL=C.UTF-8");
    }
  }

  private Program render(String program) throws IOException {
    String script =
        "cd '"
            + temporary
            + "' && name="
            + NAME
            + " && cp "
            + scene.getFileName()
            + " \"$name\" && exec "
            + program
            + " render \"$name\" --interface lo -o out";
    return Program.startBare(temporary.resolve("home"), "/bin/sh", "-c", script);
  }
}
