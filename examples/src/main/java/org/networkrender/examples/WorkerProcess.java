package org.networkrender.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.networkrender.api.transport.Endpoint;

/** A {@link BenchmarkWorker} in a process of its own, with this process's class path. */
final class WorkerProcess implements AutoCloseable {
  /** Above the ports of workers that may run here already. */
  private static final int FIRST_PORT = 18_080;

  private static final long PATIENCE_SECONDS = 20;

  private final Process process;
  private final Endpoint endpoint;

  private WorkerProcess(Process process, Endpoint endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts a worker; it listens when this returns. Its errors go to this process's own. */
  static WorkerProcess start(String name, Path directory) throws IOException {
    Process process =
        JavaProcess.of(
                BenchmarkWorker.class,
                List.of(
                    name,
                    Integer.toString(FIRST_PORT),
                    directory.resolve("worker-" + name).toString()))
            .redirectError(Redirect.INHERIT)
            .start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String port = said.readLine();
    if (port == null || !port.matches("\\d{1,5}")) {
      process.destroyForcibly();
      throw new IOException("The worker did not start; it said: " + port);
    }
    return new WorkerProcess(process, new Endpoint("127.0.0.1", Integer.parseInt(port)));
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** Returns the processor time of the worker, and as its children's that of its renderers. */
  ProcessorTime processorTime() {
    ProcessorTime time = ProcessorTime.of(process.pid());
    double running =
        process.descendants().mapToDouble(each -> ProcessorTime.of(each.pid()).all()).sum();
    return time.plus(new ProcessorTime(0, running));
  }

  /** Ends the worker: politely first, then with its renderers by force. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
