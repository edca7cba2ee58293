package org.networkrender.cli;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.PlainText;
import org.networkrender.api.RenderException;
import org.networkrender.core.events.WorkerOffer;
import org.networkrender.core.events.WorkerSnapshot;
import org.networkrender.core.events.WorkerSockets;

/** Other workers of the user on this machine. */
final class OtherWorkers {
  private static final String ADVICE = "Stop that one, or follow it: networkrender attach --worker";

  private final WorkerSockets sockets;

  OtherWorkers(WorkerSockets sockets) {
    this.sockets = sockets;
  }

  /**
   * Makes sure that this program's worker is the only one of the user, until what is returned is
   * closed.
   *
   * @throws RenderException if another one runs, or is about to
   */
  Closeable refuse() throws RenderException {
    try {
      Optional<Closeable> claim = sockets.claim();
      Optional<String> other = running();
      if (claim.isPresent() && other.isPresent()) {
        claim.get().close();
      }
      if (claim.isEmpty() || other.isPresent()) {
        throw RenderException.user(
            "A worker of yours runs on this machine already: "
                + other.orElse("it is just being started"),
            ADVICE);
      }
      return claim.get();
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.RESOURCE,
          "Nobody knows whether another worker of yours runs here: " + e.getMessage(),
          "Start it without --single",
          e);
    }
  }

  /** Names one that runs; empty where none does, or nobody knows. */
  Optional<String> named() {
    try {
      return running();
    } catch (IOException e) {
      // Only a word to a person is lost.
      return Optional.empty();
    }
  }

  private Optional<String> running() throws IOException {
    List<String> ids = sockets.running();
    return ids.isEmpty()
        ? Optional.empty()
        : Optional.of(sockets.look(ids.get(0)).map(OtherWorkers::name).orElse(ids.get(0)));
  }

  private static String name(WorkerSnapshot state) {
    String name = state.offer().map(WorkerOffer::name).orElse(state.worker());
    return PlainText.line(name) + " (process " + state.process() + ")";
  }
}
