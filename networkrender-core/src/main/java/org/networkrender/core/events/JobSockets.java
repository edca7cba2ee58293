package org.networkrender.core.events;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Lets other programs of the same user attach to a job that runs: over a Unix-domain socket in a
 * directory that is the user's alone. Whoever connects gets the job's events as {@link EventJson},
 * a snapshot first, and may send commands as {@link CommandJson}. All methods may be called from
 * any thread.
 */
public final class JobSockets {
  /** A snapshot of a job of a million frames, each on its own, is smaller. */
  private static final int MOST_READ = 256 * 1024 * 1024;

  private final SocketDirectory directory;

  private JobSockets(SocketDirectory directory) {
    this.directory = directory;
  }

  /**
   * Returns the sockets of this user: in {@code networkrender/jobs} of {@code XDG_RUNTIME_DIR}, or
   * where there is none in {@code jobs} of another directory.
   *
   * @param environment the variables of the environment
   * @param cache this user's directory for what can be made again
   */
  public static JobSockets ofUser(Map<String, String> environment, Path cache) {
    return in(SocketDirectory.of(environment, cache, "jobs"));
  }

  /** Returns the sockets in a directory, which is made and restricted to the user when needed. */
  public static JobSockets in(Path directory) {
    return new JobSockets(new SocketDirectory(directory));
  }

  /**
   * Opens the socket of a job, and serves it on threads of its own until it is closed. Closing lets
   * connections that have not got the job's end 2 s for it.
   *
   * @param events the job's events
   * @param commands what is done with commands
   * @throws IOException if the socket cannot be made, for example because the name of the directory
   *     is too long for one, or because a job of the same id runs
   */
  public Closeable serve(JobFeed events, JobCommands commands) throws IOException {
    Served<JobEvent> job =
        new Served<>(
            "job", events::subscribe, EventJson::encode, line -> CommandJson.run(line, commands));
    return directory.serve(events.id(), job);
  }

  /**
   * Returns the ids of this user's jobs that run and can be attached to. Sockets of programs that
   * were killed are removed.
   */
  public List<String> running() throws IOException {
    return directory.running();
  }

  /**
   * Attaches to a job; the caller closes it.
   *
   * @param job its id
   * @throws IOException if no such job runs, or it has too many connections
   * @throws IllegalArgumentException if this is no id of a job
   */
  public Attachment<JobCommand> attach(String job) throws IOException {
    try {
      SocketChannel channel = directory.connect(job);
      return new Attachment<>(channel, MOST_READ, CommandJson::encode);
    } catch (IOException e) {
      throw new IOException("no job with the id " + job + " can be attached to", e);
    }
  }
}
