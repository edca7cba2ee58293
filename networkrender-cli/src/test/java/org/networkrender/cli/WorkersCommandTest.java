package org.networkrender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderDevice;
import org.networkrender.core.client.KnownWorker;

class WorkersCommandTest {
  private static final Capabilities BLENDER =
      new Capabilities("blender", "3.4.1", List.of("CYCLES"), List.of("CPU"), Map.of());

  private final CommandRun run = new CommandRun();

  @Test
  void showsEveryWorkerAndWhyOneCannotBeUsed() {
    run.farm.known =
        List.of(
            new KnownWorker(
                "box2", "192.168.1.7:8080", 2, List.of(BLENDER), false, Optional.empty(), true),
            new KnownWorker(
                "box3", "192.168.1.8:8080", 1, List.of(BLENDER), true, Optional.empty(), true),
            new KnownWorker(
                "box4",
                "192.168.1.9:8080",
                1,
                List.of(BLENDER),
                true,
                Optional.empty(),
                true,
                Optional.of("its user has paused it")),
            new KnownWorker(
                "10.0.0.9:8080",
                "10.0.0.9:8080",
                0,
                List.of(),
                false,
                Optional.of("nobody answers there"),
                true));
    assertThat(run.run("workers")).isEqualTo(ExitCode.COMPLETE);
    assertThat(run.out().lines())
        .containsExactly(
            "worker         place             slots  renders with   state",
            "box2           192.168.1.7:8080      2  blender 3.4.1  free",
            "box3           192.168.1.8:8080      1  blender 3.4.1  busy",
            "box4           192.168.1.9:8080      1  blender 3.4.1  takes no tasks: its user has"
                + " paused it",
            "10.0.0.9:8080  10.0.0.9:8080                           not usable: nobody answers"
                + " there");
    assertThat(run.farm.opened.get(0).local()).isFalse();
    assertThat(run.farm.closed).isTrue();
  }

  @Test
  void namesEveryRendererOfAWorker() {
    Capabilities module =
        new Capabilities(
            "blender",
            "4.5.15",
            List.of(),
            List.of(),
            Map.of(
                Capabilities.NAME,
                "Blender 4.5.15 (Python module)",
                Capabilities.PROGRAM,
                "/venv/bin/python3"));
    run.farm.known =
        List.of(
            new KnownWorker(
                "box2",
                "10.0.0.7:8080",
                1,
                List.of(module, BLENDER),
                false,
                Optional.empty(),
                true));
    assertThat(run.run("workers")).isEqualTo(ExitCode.COMPLETE);
    assertThat(run.out().lines().skip(1))
        .containsExactly(
            "box2    10.0.0.7:8080      1  Blender 4.5.15 (Python module), /venv/bin/python3  free",
            "                              blender 3.4.1");
  }

  @Test
  void namesTheCardsOfAWorker() {
    Capabilities onCards =
        BLENDER.on(
            List.of("CPU", "OPTIX"),
            List.of(
                new RenderDevice("OPTIX", "a", "RTX 3060", 12L << 30, false),
                new RenderDevice("OPTIX", "b", "RTX 3060", 12L << 30, false),
                new RenderDevice("OPTIX", "c", "T4", 0, false)));
    run.farm.known =
        List.of(
            new KnownWorker(
                "box2", "10.0.0.7:8080", 2, List.of(onCards), false, Optional.empty(), true));
    assertThat(run.run("workers")).isEqualTo(ExitCode.COMPLETE);
    assertThat(run.out()).contains("blender 3.4.1, OPTIX RTX 3060 (12 GiB); OPTIX T4  free");
    assertThat(run.run("workers", "--json")).isEqualTo(ExitCode.COMPLETE);
    assertThat(run.out())
        .contains(
            "\"devices\":[\"CPU\",\"OPTIX\"]",
            "\"graphics\":\"OPTIX RTX 3060 (12 GiB); OPTIX T4\"");
  }

  @Test
  void saysWhatToTryWhenNobodyIsThere() {
    assertThat(run.run("workers", "--seconds", "0.1")).isEqualTo(ExitCode.NO_WORKER);
    assertThat(run.out()).contains("No worker answered within 0.1 s.", "firewall", "--worker HOST");
  }

  @Test
  void onlyUnusableWorkersAreAsGoodAsNone() {
    run.farm.known =
        List.of(
            new KnownWorker(
                "old", "10.0.0.9:8080", 0, List.of(), false, Optional.of("too old"), true));
    assertThat(run.run("workers", "--seconds", "0.1")).isEqualTo(ExitCode.NO_WORKER);
    assertThat(run.out()).contains("not usable: too old");
  }
}
