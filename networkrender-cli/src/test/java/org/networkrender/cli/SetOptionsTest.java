package org.networkrender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.core.client.Farm;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.worker.Worker;
import org.networkrender.core.worker.WorkerSettings;

/** Options of providers, from the command line to where they belong, and errors in one line. */
class SetOptionsTest {
  private static final String INTERVAL = "discovery.udp.interval";

  private final CommandRun run = new CommandRun();
  @TempDir private Path directory;

  private String scene() throws IOException {
    return Files.createFile(directory.resolve("shot.blend")).toString();
  }

  @Test
  void renderTellsProvidersFromTheJob() throws IOException {
    run.farm.report.complete(Stories.report(Outcome.COMPLETE));
    assertThat(run.run("render", scene(), "--set", INTERVAL + "=2s", "--set", "format=PNG"))
        .isEqualTo(ExitCode.COMPLETE);
    assertThat(run.farm.opened.get(0).options()).isEqualTo(Map.of(INTERVAL, "2s"));
    assertThat(run.farm.orders.get(0).options()).isEqualTo(Map.of("format", "PNG"));
  }

  @Test
  void workersAndWorkerTakeThoseOfProviders() {
    run.run("workers", "--seconds", "0.1", "--set", INTERVAL + "=2s");
    assertThat(run.farm.opened.get(0).options()).isEqualTo(Map.of(INTERVAL, "2s"));
    List<WorkerSettings> started = new ArrayList<>();
    run.workers =
        (settings, listener) -> {
          started.add(settings);
          throw new RenderException(ErrorKind.RESOURCE, "far enough", "");
        };
    run.run("worker", "--set", INTERVAL + "=2s", "--set", "transport.websocket.connect-timeout=1s");
    assertThat(started.get(0).options())
        .isEqualTo(Map.of(INTERVAL, "2s", "transport.websocket.connect-timeout", "1s"));
  }

  @ParameterizedTest
  @CsvSource({"worker", "workers"})
  void thoseOfAJobAreRefusedWhereThereIsNone(String command) {
    assertThat(run.run(command, "--set", "format=PNG")).isEqualTo(ExitCode.USAGE);
    assertThat(run.errors())
        .containsExactly(
            "networkrender: --set format is not of this machine. Write KIND.NAME.KEY=VALUE, for"
                + " example --set discovery.udp.interval=2s: see 'networkrender providers'");
    assertThat(run.farm.opened).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "discoveries.udp.interval=2s | There is no kind of provider named 'discoveries'. There is",
        "discovery.udb.interval=2s | There is no discovery named 'udb'. There is list, udp",
        "discovery.udp.intervall=2s | discovery.udp has no option 'intervall'. It has interval"
            + " (how",
        "discovery.udp=2s | 'discovery.udp' is not an option of a provider. Name its kind, its",
        "discovery.udp.interval=2 | discovery.udp.interval=2 is not a time from 500ms to 15s",
        "splitter.tiles.tiles=2x2 | The option 'tiles' of splitter.tiles is chosen for each job"
      })
  void whatNobodyKnowsIsRefusedBeforeAnythingStarts(String option, String complaint)
      throws IOException {
    run.farms = Farm::open;
    run.workers = Worker::start;
    String scene = scene();
    assertThat(run.run("workers", "--seconds", "0.1", "--interface", "lo", "--set", option))
        .isEqualTo(ExitCode.USAGE);
    assertThat(run.run("render", scene, "--interface", "lo", "--set", option))
        .isEqualTo(ExitCode.USAGE);
    String cache = directory.resolve("cache").toString();
    assertThat(run.run("worker", "--cache", cache, "--interface", "lo", "--set", option))
        .isEqualTo(ExitCode.USAGE);
    assertThat(run.errors())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).startsWith("networkrender: " + complaint));
    assertThat(directory.resolve("cache")).doesNotExist();
  }

  @Test
  void providersAreListedWithTheirOptions() {
    assertThat(run.run("providers")).isEqualTo(ExitCode.COMPLETE);
    assertThat(run.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
        .contains(
            "to --set|of|what it does",
            "discovery.udp.interval|this machine|how often a worker announces itself: 5s unless"
                + " given, 500ms to 15s; a client's silence must be longer",
            "format|jobs of backend.blender|a picture format by Blender's own name, such as PNG or"
                + " OPEN_EXR",
            "range|jobs of splitter.ranges|how many frames a task: 1 to 100000, chosen unless"
                + " given");
  }
}
