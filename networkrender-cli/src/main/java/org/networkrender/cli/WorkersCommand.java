package org.networkrender.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.networkrender.api.PlainText;
import org.networkrender.api.RenderException;
import org.networkrender.core.client.Farm;
import org.networkrender.core.events.EventJson;
import org.networkrender.core.events.FarmEvent;
import org.networkrender.core.events.FarmSnapshot;
import org.networkrender.core.events.Renderer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "workers",
    description = {"Shows the workers that can be reached from here.", ""},
    abbreviateSynopsis = true,
    sortOptions = false)
final class WorkersCommand implements Callable<Integer> {
  private static final double MAX_SECONDS = 3600;

  private final Surroundings surroundings;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "2",
      description = "How long to look: ${DEFAULT-VALUE} seconds unless given.")
  private double seconds = 2;

  @Option(
      names = "--json",
      description = "Print them for a program, as one line of JSON: see docs/events.md.")
  private boolean json;

  @Mixin private ClientOptions client = new ClientOptions();

  WorkersCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws RenderException, InterruptedException {
    if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
      throw RenderException.user("--seconds must be above 0 and at most 3600", "");
    }
    client.set().refuseThoseOfJob();
    FarmSnapshot state;
    try (Farm farm =
        surroundings.farms().open(client.settings(false, new RendererOptions().settings()))) {
      state = WorkerWatch.look(farm, (long) (seconds * 1000));
    }
    PrintWriter out = surroundings.out();
    List<FarmSnapshot.Worker> workers =
        state.workers().stream()
            .filter(worker -> worker.status() != FarmSnapshot.Status.GONE)
            .toList();
    boolean usable = workers.stream().anyMatch(w -> w.status() == FarmSnapshot.Status.REACHABLE);
    if (json) {
      FarmEvent.Stamp stamp = new FarmEvent.Stamp(state.sequence(), state.time());
      JsonLines.print(out, EventJson.encode(new FarmEvent.Snapshot(stamp, 0, state)));
      return usable ? ExitCode.COMPLETE : ExitCode.NO_WORKER;
    }
    if (workers.isEmpty()) {
      String time =
          String.format(Locale.ROOT, seconds == Math.rint(seconds) ? "%.0f" : "%.1f", seconds);
      out.println("No worker answered within " + time + " s.");
      out.println(
          "Is 'networkrender worker' running there, in the same network? Does a firewall block UDP"
              + " 8082 or TCP 8080? Over a VPN or in another subnet: --worker HOST.");
      return ExitCode.NO_WORKER;
    }
    table(workers).lines().forEach(out::println);
    return usable ? ExitCode.COMPLETE : ExitCode.NO_WORKER;
  }

  private static TextTable table(List<FarmSnapshot.Worker> workers) {
    TextTable table = new TextTable("worker", "place", ">slots", "renders with", "state");
    for (FarmSnapshot.Worker worker : workers) {
      List<String> renderers = worker.renderers().stream().map(WorkersCommand::place).toList();
      Object slots = worker.slots() == 0 ? "" : worker.slots();
      String first = renderers.isEmpty() ? "" : renderers.get(0);
      table.row(worker.worker().name(), worker.worker().place(), slots, first, state(worker));
      renderers.stream().skip(1).forEach(more -> table.row("", "", "", more, ""));
    }
    return table;
  }

  private static String place(Renderer renderer) {
    return PlainText.line(
        WorkerText.place(renderer) + renderer.graphics().map(cards -> ", " + cards).orElse(""));
  }

  private static String state(FarmSnapshot.Worker worker) {
    return switch (worker.status()) {
      case UNREACHABLE, GONE, OTHER -> "not usable: " + worker.text();
      case HEARD -> "did not answer yet";
      case REACHABLE ->
          !worker.text().isEmpty()
              ? "takes no tasks: " + worker.text()
              : worker.busy() ? "busy" : "free";
    };
  }
}
