package org.networkrender.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.networkrender.api.RenderException;
import org.networkrender.core.client.Farm;
import org.networkrender.core.client.KnownWorker;
import org.networkrender.core.events.EventJson;
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
    List<KnownWorker> workers;
    try (Farm farm =
        surroundings.farms().open(client.settings(false, new RendererOptions().settings()))) {
      workers = WorkerWatch.look(farm, (long) (seconds * 1000));
    }
    PrintWriter out = surroundings.out();
    boolean usable = workers.stream().anyMatch(w -> w.problem().isEmpty() && w.asked());
    if (json) {
      JsonLines.print(out, EventJson.encode(WorkerSnapshot.of(workers, surroundings.clock())));
      return usable ? ExitCode.COMPLETE : ExitCode.NO_WORKER;
    }
    if (workers.isEmpty()) {
      String time =
          String.format(Locale.ROOT, seconds == Math.rint(seconds) ? "%.0f" : "%.1f", seconds);
      out.println("No worker answered within " + time + " s.");
      out.println(
          "Is 'networkrender worker' running there, in the same network? Does a firewall block UDP"
              + " 8082 or TCP 8080? To another subnet: --worker HOST.");
      return ExitCode.NO_WORKER;
    }
    table(workers).lines().forEach(out::println);
    return usable ? ExitCode.COMPLETE : ExitCode.NO_WORKER;
  }

  private static TextTable table(List<KnownWorker> workers) {
    TextTable table = new TextTable("worker", "place", ">slots", "renders with", "state");
    for (KnownWorker worker : workers) {
      List<String> renderers = worker.backends().stream().map(WorkerText::place).toList();
      Object slots = worker.slots() == 0 ? "" : worker.slots();
      String first = renderers.isEmpty() ? "" : renderers.get(0);
      table.row(worker.name(), worker.place(), slots, first, state(worker));
      renderers.stream().skip(1).forEach(more -> table.row("", "", "", more, ""));
    }
    return table;
  }

  private static String state(KnownWorker worker) {
    if (worker.problem().isPresent()) {
      return "not usable: " + worker.problem().get();
    }
    if (!worker.asked()) {
      return "did not answer yet";
    }
    return worker.busy() ? "busy" : "free";
  }
}
