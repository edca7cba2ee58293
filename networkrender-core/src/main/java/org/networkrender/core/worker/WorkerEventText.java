package org.networkrender.core.worker;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.networkrender.core.events.WorkerClient;
import org.networkrender.core.events.WorkerEvent;
import org.networkrender.core.events.WorkerPause;
import org.networkrender.core.events.WorkerTask;

/** What a person at a worker reads of its events. */
public final class WorkerEventText {
  private WorkerEventText() {}

  /** Returns one line, or empty for what a person need not read. */
  public static Optional<String> line(WorkerEvent event) {
    if (event instanceof WorkerEvent.ClientJoined joined) {
      return Optional.of(connected(joined.client()));
    } else if (event instanceof WorkerEvent.ClientLeft left) {
      return Optional.of(
          left.client().name() + ": left" + (left.text().isEmpty() ? "" : ": " + left.text()));
    } else if (event instanceof WorkerEvent.TaskEnded ended) {
      return ofEnd(ended);
    } else if (event instanceof WorkerEvent.Paused paused) {
      return Optional.of(paused(paused.pauses()));
    } else if (event instanceof WorkerEvent.Resumed) {
      return Optional.of("takes tasks again");
    } else if (event instanceof WorkerEvent.Stopping stopping) {
      return stopping.now() ? Optional.empty() : Optional.of("finishing what runs, then leaving");
    } else if (event instanceof WorkerEvent.Warning warning) {
      return Optional.of("warning: " + warning.text());
    }
    return event instanceof WorkerEvent.Note note ? Optional.of(note.text()) : Optional.empty();
  }

  /** Returns that a client is there. */
  public static String connected(WorkerClient client) {
    return client.name() + ": connected from " + client.host();
  }

  /** Returns why no tasks are taken. */
  public static String paused(List<WorkerPause> pauses) {
    return pauses.stream()
        .map(WorkerPause::text)
        .collect(Collectors.joining("; ", "takes no tasks: ", ""));
  }

  private static Optional<String> ofEnd(WorkerEvent.TaskEnded ended) {
    WorkerTask task = ended.task();
    return switch (ended.outcome()) {
      case RENDERED ->
          Optional.of(
              String.format(
                  Locale.ROOT,
                  "%s: rendered %s in %.1f s",
                  task.client().name(),
                  task.frames(),
                  ended.seconds()));
      case FAILED ->
          Optional.of(task.client().name() + ": failed: " + task.frames() + ": " + ended.text());
      case STOPPED, OTHER -> Optional.empty();
    };
  }
}
