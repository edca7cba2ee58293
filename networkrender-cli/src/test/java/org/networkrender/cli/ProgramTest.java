package org.networkrender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

class ProgramTest {
  private final CommandRun run = new CommandRun();

  @ParameterizedTest
  @CsvSource({"USER,2", "WORKER,3", "RESOURCE,3", "INTERNAL,1"})
  void tellsAnErrorInOneLineAndByItsCode(ErrorKind kind, int code) {
    run.farms =
        settings -> {
          throw new RenderException(kind, "the\nfarm is shut", "Open it");
        };
    assertThat(run.run("workers")).isEqualTo(code);
    assertThat(run.errors()).containsExactly("networkrender: the farm is shut. Open it");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void printsTheStackTraceOnlyWhenAsked() {
    run.farms =
        settings -> {
          throw RenderException.user("wrong", "");
        };
    assertThat(run.run("workers", "--verbose")).isEqualTo(ExitCode.USAGE);
    assertThat(run.errors()).first().isEqualTo("networkrender: wrong");
    assertThat(run.errors()).anyMatch(line -> line.contains("at org.networkrender"));
  }

  @Test
  void tellsADefectInOneLine() {
    run.farms =
        settings -> {
          throw new IllegalStateException("never seen");
        };
    assertThat(run.run("workers")).isEqualTo(ExitCode.FAILED);
    assertThat(run.errors())
        .singleElement()
        .asString()
        .contains("never seen")
        .endsWith("Run it again with --verbose to see all of it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rendr",
        "render",
        "render a.blend --nonsense",
        "render a.blend --frames 5-1",
        "render a.blend --worker :8080",
        "worker --cache-size big",
        "worker --slots many",
        "workers --seconds 0",
        "worker --slots 65",
        "worker --keep-free none",
        "worker --stall-after 0s",
        "render a.blend --task-limit soon",
        "worker --port 0",
        "worker --threads 2000",
        "worker --discovery-port 70000",
      })
  void refusesBadUseInOneLine(String line) {
    assertThat(run.run(line.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(run.errors()).singleElement().asString().startsWith("networkrender: ");
  }

  @Test
  void guessesWhatWasMeant() {
    run.run("rendr");
    assertThat(run.errors().get(0)).contains("Did you mean").contains("render");
  }

  @Test
  void saysWhatTheFrameListShouldLookLike() {
    run.run("render", "a.blend", "--frames", "one");
    assertThat(run.errors().get(0)).contains("is not a list of frames such as 1-10,20,30-40x2");
  }

  @Test
  void withoutCommandPrintsItsUsage() {
    assertThat(run.run()).isEqualTo(ExitCode.USAGE);
    assertThat(String.join("\n", run.errors())).contains("render", "worker", "Exit codes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"render", "worker", "workers", "attach", "providers", "demo", "completion"})
  void everyCommandHasHelp(String command) {
    assertThat(run.run(command, "--help")).isEqualTo(ExitCode.COMPLETE);
    assertThat(run.out()).contains("Usage: networkrender " + command, "--verbose");
    run.printed.getBuffer().setLength(0);
    assertThat(run.run("help", command)).isEqualTo(ExitCode.COMPLETE);
    assertThat(run.out()).contains("Usage: networkrender " + command);
  }

  @Test
  void printsACompletionScriptThatKnowsTheCommands() {
    assertThat(run.run("completion")).isEqualTo(ExitCode.COMPLETE);
    assertThat(run.out()).startsWith("#!/usr/bin/env bash").contains("--no-denoise", "workers");
  }

  @Test
  void printsItsVersion() {
    assertThat(run.run("--version")).isEqualTo(ExitCode.COMPLETE);
    assertThat(run.out()).startsWith("networkrender ");
  }

  @Test
  void listsProvidersAsATable() {
    assertThat(run.run("providers")).isEqualTo(ExitCode.COMPLETE);
    List<String> lines = run.out().lines().toList();
    assertThat(lines.get(0)).startsWith("service").contains("name", "from", "what it does");
  }

  @Test
  void refusesAPluginDirectoryThatIsNotThere() {
    assertThat(run.run("providers", "--plugins", "no-such-directory")).isEqualTo(ExitCode.USAGE);
    assertThat(run.errors().get(0)).contains("no-such-directory");
  }
}
