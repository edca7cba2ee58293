package org.networkrender.cli;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.networkrender.api.PlainText;
import org.networkrender.core.events.Renderer;
import org.networkrender.core.events.WorkerOffer;

/** What a worker says at its start. */
final class WorkerText {
  static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private WorkerText() {}

  static List<String> lines(WorkerOffer offer) {
    List<String> lines = new ArrayList<>();
    lines.add("Worker " + offer.name() + " is ready.");
    for (Renderer renderer : offer.renderers()) {
      lines.add("  renders with     " + renderer(renderer));
    }
    lines.add(
        "  at the same time "
            + (offer.slots() == 1 ? "1 task" : offer.slots() + " tasks")
            + (offer.slotPerDevice() ? ", each with a graphics card for itself" : ""));
    lines.add("  priority         " + priority(offer));
    lines.add("  listens on       " + port(offer));
    lines.add("  announces        " + announces(offer));
    lines.add(
        "  keeps files in   " + offer.directory() + ", up to " + new ByteSize(offer.cacheBytes()));
    lines.add("  takes work from  " + String.join(", ", senders(offer)));
    lines.add("  scripts of jobs  " + (offer.scripts() ? "run" : "do not run"));
    lines.add("");
    lines.addAll(offer.access());
    return lines.stream().map(PlainText::line).toList();
  }

  static String renderer(Renderer renderer) {
    List<String> details = new ArrayList<>(renderer.engines());
    details.addAll(renderer.devices());
    renderer.graphics().ifPresent(details::add);
    return place(renderer) + (details.isEmpty() ? "" : ": " + String.join(", ", details));
  }

  /** Returns what people call a renderer, and where it is. */
  static String place(Renderer renderer) {
    String name = renderer.name().orElse(renderer.backend() + " " + renderer.version());
    return PlainText.line(name + renderer.program().map(file -> ", " + file).orElse(""));
  }

  private static String priority(WorkerOffer offer) {
    String priority =
        offer.priority() == WorkerOffer.Priority.LOW
            ? "low: other programs go first"
            : "that of any other program";
    return offer.yields()
        ? priority + "; takes no new task while your own renderer is at work"
        : priority;
  }

  private static String port(WorkerOffer offer) {
    String port = "TCP port " + offer.port();
    if (!offer.interfaces().isEmpty()) {
      port += " of " + String.join(", ", offer.interfaces());
    }
    return offer.port() == offer.wanted() ? port : port + ", since " + offer.wanted() + " is taken";
  }

  private static String announces(WorkerOffer offer) {
    if (offer.discoveries().isEmpty()) {
      return "nowhere";
    }
    String how = "by " + String.join(", ", offer.discoveries());
    return offer.broadcast()
        ? how + ", UDP port " + offer.discoveryPort()
        : how + ", without broadcasts: others reach it by --worker HOST:PORT";
  }

  private static List<String> senders(WorkerOffer offer) {
    return offer.networks().isEmpty() ? List.of("this machine") : offer.networks();
  }
}
