package org.networkrender.cli;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.networkrender.api.PlainText;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.core.worker.Worker;
import org.networkrender.core.worker.WorkerSettings;

/** What a worker says at its start. */
final class WorkerText {
  static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private WorkerText() {}

  static List<String> lines(WorkerSettings settings, Worker worker) {
    List<String> lines = new ArrayList<>();
    lines.add("Worker " + settings.name() + " is ready.");
    for (Capabilities renderer : worker.backends()) {
      lines.add("  renders with     " + renderer(renderer));
    }
    lines.add(
        "  at the same time "
            + (worker.slotCount() == 1 ? "1 task" : worker.slotCount() + " tasks")
            + (settings.slotPerDevice() ? ", each with a graphics card for itself" : ""));
    lines.add("  listens on       " + port(settings, worker));
    lines.add("  announces        " + announces(settings));
    lines.add(
        "  keeps files in   "
            + settings.directory()
            + ", up to "
            + new ByteSize(settings.cacheBytes()));
    lines.add("  takes work from  " + String.join(", ", senders(settings)));
    lines.add("  scripts of jobs  " + (settings.limits().scripts() ? "run" : "do not run"));
    lines.add("");
    lines.add(
        "Everybody in these networks can make this machine render, and a scene can run programs.");
    lines.add("Nothing is encrypted yet. Run a worker only in a network that you trust.");
    lines.add("Ctrl-C: finish the running task, then stop. Twice: stop at once.");
    lines.add("");
    return lines;
  }

  static String renderer(Capabilities renderer) {
    List<String> details = new ArrayList<>(renderer.engines());
    details.addAll(renderer.devices());
    renderer.graphics().ifPresent(details::add);
    return PlainText.line(
        place(renderer) + (details.isEmpty() ? "" : ": " + String.join(", ", details)));
  }

  /** Returns what people call a renderer, and where it is. */
  static String place(Capabilities renderer) {
    return PlainText.line(renderer.name() + renderer.program().map(file -> ", " + file).orElse(""));
  }

  private static String port(WorkerSettings settings, Worker worker) {
    String port = "TCP port " + worker.port();
    if (!settings.interfaces().isEmpty()) {
      port += " of " + String.join(", ", settings.interfaces());
    }
    return worker.port() == settings.port()
        ? port
        : port + ", since " + settings.port() + " is taken";
  }

  private static String announces(WorkerSettings settings) {
    if (settings.discoveries().isEmpty()) {
      return "nowhere";
    }
    String how = "by " + String.join(", ", settings.discoveries());
    return settings.discovery().broadcast()
        ? how + ", UDP port " + settings.discovery().port()
        : how + ", without broadcasts: others reach it by --worker HOST:PORT";
  }

  private static List<String> senders(WorkerSettings settings) {
    List<String> senders = new ArrayList<>(OwnNetworks.of(settings.interfaces()));
    senders.addAll(settings.allow());
    return senders.isEmpty() ? List.of("this machine") : senders;
  }
}
