package org.networkrender.blender;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running Blender: takes lines, gives lines, and is killed with all that it started. */
final class BlenderProcess implements AutoCloseable {
  /** Longer lines are cut; an answer of ours is shorter. */
  static final int MAX_LINE_BYTES = 1 << 16;

  private static final Logger LOG = LoggerFactory.getLogger(BlenderProcess.class);
  private static final Duration END = Duration.ofSeconds(10);

  private final Process process;
  private final Thread reader;

  private BlenderProcess(Process process, OutputListener listener) {
    this.process = process;
    this.reader = new Thread(() -> read(listener), "blender-output-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a script in Blender, in the background, without the user's settings and with scripts of
   * scenes disabled.
   *
   * @param launch which Blender, and how
   * @param script the script's name in the directory
   * @throws RenderException of kind RESOURCE if the system does not start it
   */
  static BlenderProcess start(
      Launch launch, String script, SessionDirectory directory, OutputListener listener)
      throws RenderException {
    ProcessBuilder builder =
        new ProcessBuilder(launch.command(directory.file(script)))
            .directory(directory.root().toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            BlenderEnvironment.of(
                directory, launch, BlenderFinder.Platform.ofThisMachine(), System.getenv()));
    try {
      return new BlenderProcess(builder.start(), listener);
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.RESOURCE,
          "Cannot start " + launch.installation() + ": " + e.getMessage(),
          BlenderFinder.ADVICE,
          e);
    }
  }

  private void read(OutputListener listener) {
    try {
      OutputLines lines = new OutputLines(process.getInputStream(), MAX_LINE_BYTES);
      for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
        listener.line(line);
      }
    } catch (IOException e) {
      LOG.debug("The output of Blender ended: {}", e.getMessage());
    }
    listener.ended(exitCode());
  }

  private int exitCode() {
    while (true) {
      try {
        return process.waitFor();
      } catch (InterruptedException e) {
        // Nobody has a reason to interrupt this thread: it ends with the process.
        LOG.debug("Interrupted while Blender ends");
      }
    }
  }

  /** Writes one line to the script. */
  synchronized void send(String line) throws IOException {
    OutputStream out = process.getOutputStream();
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Returns the processor time that the process has used; zero where the system does not tell. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Ends the process and all that it started, by force; does not wait. */
  void kill() {
    List<ProcessHandle> tree = new ArrayList<>();
    try (Stream<ProcessHandle> descendants = process.descendants()) {
      descendants.forEach(tree::add);
    }
    process.destroyForcibly();
    tree.forEach(ProcessHandle::destroyForcibly);
  }

  /** Kills, and waits until the process is gone and its output is read. */
  @Override
  public void close() {
    kill();
    boolean interrupted = Thread.interrupted();
    try {
      if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Blender (process {}) does not end", process.pid());
      }
      if (Thread.currentThread() != reader) {
        reader.join(END.toMillis());
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    closeStreams();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeStreams() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The other end is dead: what was not written is of no use to it.
      LOG.debug("Closing the input of Blender: {}", e.getMessage());
    }
  }
}
