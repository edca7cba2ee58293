package org.networkrender.core.events;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets other programs of the same user attach to a worker that runs, as {@link JobSockets} does
 * with jobs. All methods may be called from any thread.
 */
public final class WorkerSockets {
  private static final Logger log = LoggerFactory.getLogger(WorkerSockets.class);

  /** The state of a worker that has 256 clients and 64 tasks is smaller. */
  private static final int MOST_READ = 16 * 1024 * 1024;

  private final SocketDirectory directory;

  private WorkerSockets(SocketDirectory directory) {
    this.directory = directory;
  }

  /**
   * Returns the sockets of this user: in {@code networkrender/workers} of {@code XDG_RUNTIME_DIR},
   * or where there is none in {@code workers} of another directory.
   *
   * @param environment the variables of the environment
   * @param cache this user's directory for what can be made again
   */
  public static WorkerSockets ofUser(Map<String, String> environment, Path cache) {
    return in(SocketDirectory.of(environment, cache, "workers"));
  }

  /** Returns the sockets in a directory, which is made and restricted to the user when needed. */
  public static WorkerSockets in(Path directory) {
    return new WorkerSockets(new SocketDirectory(directory));
  }

  /**
   * Opens the socket of a worker, and serves it on threads of its own until it is closed. Closing
   * lets connections that have not got the worker's end 2 s for it.
   *
   * @param events the worker's events
   * @param commands what is done with commands
   * @throws IOException if the socket cannot be made, for example because the name of the directory
   *     is too long for one, or because a worker of the same id runs
   */
  public Closeable serve(WorkerFeed events, WorkerCommands commands) throws IOException {
    Served<WorkerEvent> worker =
        new Served<>(
            "worker",
            events::subscribe,
            EventJson::encode,
            line -> WorkerCommandJson.run(line, commands));
    return directory.serve(events.id(), worker);
  }

  /**
   * Returns the ids of this user's workers that run on this machine and can be attached to. Sockets
   * of programs that were killed are removed.
   */
  public List<String> running() throws IOException {
    return directory.running();
  }

  /**
   * Claims the right of a program to be the only one that runs a worker of this user here, among
   * those that claim it, until it is closed. Whoever ends, however he does, has it no more.
   *
   * @return empty where another program has it
   * @throws IOException if the directory cannot be used
   */
  public Optional<Closeable> claim() throws IOException {
    return directory.claim("single");
  }

  /**
   * Returns the state of a worker that runs now, or empty where it does not answer.
   *
   * @param worker its id
   */
  public Optional<WorkerSnapshot> look(String worker) {
    try (Attachment<WorkerCommand> attached = attach(worker)) {
      Optional<WorkerEvent> first = attached.read().flatMap(EventJson::decodeWorkerEvent);
      return first
          .filter(WorkerEvent.Snapshot.class::isInstance)
          .map(snapshot -> ((WorkerEvent.Snapshot) snapshot).state());
    } catch (IOException | IllegalArgumentException e) {
      log.debug("the worker {} does not answer", worker, e);
      return Optional.empty();
    }
  }

  /**
   * Attaches to a worker; the caller closes it.
   *
   * @param worker its id
   * @throws IOException if no such worker runs, or it has too many connections
   * @throws IllegalArgumentException if this is no id of a worker
   */
  public Attachment<WorkerCommand> attach(String worker) throws IOException {
    try {
      SocketChannel channel = directory.connect(worker);
      return new Attachment<>(channel, MOST_READ, WorkerCommandJson::encode);
    } catch (IOException e) {
      throw new IOException("no worker with the id " + worker + " can be attached to", e);
    }
  }
}
