package org.networkrender.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.transport.Endpoint;

/** Two workers in processes of their own, and the directory that holds all they write. */
final class DemoWorkers implements AutoCloseable {
  private static final int COUNT = 2;
  private static final long SECONDS_TO_END = 5;

  private final Path directory;
  private final List<Process> processes = new ArrayList<>();
  private final List<Endpoint> places = new ArrayList<>();
  private final AtExit atExit;

  private DemoWorkers(Path directory) {
    this.directory = directory;
    this.atExit = AtExit.run(this::end);
  }

  static DemoWorkers start(
      String device, int udpPort, int threads, List<Path> executables, String renders)
      throws RenderException {
    try {
      DemoWorkers workers = new DemoWorkers(Files.createTempDirectory("networkrender-demo-"));
      for (int number = 1; number <= COUNT; number++) {
        workers.add("demo-" + number, device, udpPort, threads, executables, renders);
      }
      return workers;
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.RESOURCE, "The demo's workers cannot be started: " + e.getMessage(), "", e);
    }
  }

  private void add(
      String name, String device, int udpPort, int threads, List<Path> executables, String renders)
      throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>(SameProgram.command());
    command.addAll(
        List.of(
            "worker",
            "--name=" + name,
            "--port=" + port,
            "--interface=" + device,
            "--discovery-port=" + udpPort,
            "--threads=" + threads,
            "--device=" + renders,
            "--cache=" + directory.resolve(name),
            "--cache-size=1G",
            "--priority=normal",
            "--exit-with-stdin"));
    executables.forEach(file -> command.add("--blender=" + file));
    processes.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log(name).toFile())
            .start());
    places.add(new Endpoint("127.0.0.1", port));
  }

  private Path log(String name) {
    return directory.resolve(name + ".log");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Returns the name of this machine's loopback interface. */
  static String loopback() throws RenderException {
    try {
      NetworkInterface found = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
      return found == null ? "lo" : found.getName();
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.RESOURCE, "The loopback interface is not there: " + e.getMessage(), "", e);
    }
  }

  Path directory() {
    return directory;
  }

  List<Endpoint> places() {
    return List.copyOf(places);
  }

  /** Prints what a worker that ended too early said last. */
  void report(PrintWriter out) {
    for (int i = 0; i < processes.size(); i++) {
      if (!processes.get(i).isAlive()) {
        String name = "demo-" + (i + 1);
        out.println(name + " ended too early. Its last words: " + lastLine(log(name)));
      }
    }
  }

  private static String lastLine(Path log) {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> !line.isBlank()).reduce("none", (before, line) -> line);
    } catch (IOException e) {
      return "lost: " + e.getMessage();
    }
  }

  @Override
  public void close() {
    atExit.close();
    end();
  }

  private void end() {
    for (Process process : processes) {
      try {
        // The worker stops when its standard input ends; that also holds when this process is
        // killed.
        process.getOutputStream().close();
        if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (IOException e) {
        process.destroyForcibly();
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
    remove();
  }

  private void remove() {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(DemoWorkers::delete);
    } catch (IOException | UncheckedIOException e) {
      // It lies in the system's temporary directory, which the system clears.
      return;
    }
  }

  private static void delete(Path file) {
    if (!file.toFile().delete()) {
      file.toFile().deleteOnExit();
    }
  }
}
