package org.networkrender.core.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.assets.Trees;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.providers.ChosenProviders;
import org.networkrender.core.worker.Worker;
import org.networkrender.core.worker.WorkerLimits;
import org.networkrender.core.worker.WorkerListener;
import org.networkrender.core.worker.WorkerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how long the files of a job take to a worker, beyond the time of a job without files: a
 * worker and a client in processes of their own, over the loopback, and a backend that renders
 * nothing. 2,000 files of 50 kB and 4 of 256 MiB, each for the first time and again; rsync does the
 * same beside it where it is installed. Told are the time and the processors' time. Files are in
 * the page cache. {@code ./networkrender bench files [DIR [ROUNDS]]} runs it; DIR needs 8 GB. No
 * part of the tests.
 */
final class FilesBenchmark {
  private static final Logger log = LoggerFactory.getLogger(FilesBenchmark.class);
  private static final int ROUNDS = 5;

  /** After this time a file does not count as just changed. */
  private static final long AGE_MILLIS = 3000;

  private final Path directory;
  private final int rounds;

  private FilesBenchmark(Path directory, int rounds) {
    this.directory = directory;
    this.rounds = rounds;
  }

  /** Measures and logs the medians; or is one of the processes, if it is told to. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]).toAbsolutePath();
    if (arguments.length > 2 && arguments[1].equals("worker")) {
      work(directory, Path.of(arguments[2]));
    } else if (arguments.length > 2 && arguments[1].equals("client")) {
      submit(directory, Path.of(arguments[2]), Integer.parseInt(arguments[3]));
    } else {
      int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
      new FilesBenchmark(directory, rounds).measure();
    }
  }

  private void measure() throws Exception {
    make("none", 0, 0);
    make("small", 2000, 50_000);
    make("big", 4, 256 << 20);
    for (String scene : List.of("small", "big")) {
      List<Cost> first = new ArrayList<>();
      List<Cost> again = new ArrayList<>();
      List<Double> theirFirst = new ArrayList<>();
      List<Double> theirAgain = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        measure(scene, first, again);
        measureRsync(scene, theirFirst, theirAgain);
      }
      report(scene + ", first time", first, theirFirst);
      report(scene + ", unchanged", again, theirAgain);
    }
  }

  /**
   * What a job took, in seconds: of the clock, and of processors. The latter say more on a machine
   * on which something else runs.
   */
  private record Cost(double time, double client, double worker) {
    Cost beyond(Cost other) {
      return new Cost(time - other.time, client - other.client, worker - other.worker);
    }
  }

  private void measure(String scene, List<Cost> first, List<Cost> again) throws Exception {
    Trees.remove(directory.resolve("own"));
    Path cache = directory.resolve("worker");
    Trees.remove(cache);
    Process worker = start("worker", cache.toString());
    try (BufferedReader lines = worker.inputReader(StandardCharsets.UTF_8)) {
      int port = (int) number(lines);
      // A worker has been running for long, a client begins.
      client("none", port, worker);
      client("none", port, worker);
      Cost nothing = client("none", port, worker);
      first.add(client(scene, port, worker).beyond(nothing));
      TimeUnit.MILLISECONDS.sleep(AGE_MILLIS);
      again.add(client(scene, port, worker).beyond(nothing));
    } finally {
      worker.destroy();
      worker.waitFor();
    }
  }

  /** Returns what a process tells; the Java that runs it may say something before. */
  private static double number(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.matches("[0-9.]+(E-?[0-9]+)?")) {
        return Double.parseDouble(line);
      }
    }
    throw new IOException("a process ended too early");
  }

  private Cost client(String scene, int port, Process worker) throws Exception {
    Trees.remove(directory.resolve("pictures"));
    double before = processorTime(worker.toHandle());
    Process client = start("client", scene + ".files", Integer.toString(port));
    try (BufferedReader lines = client.inputReader(StandardCharsets.UTF_8)) {
      double time = number(lines);
      return new Cost(time, number(lines), processorTime(worker.toHandle()) - before);
    } finally {
      client.waitFor();
    }
  }

  private static double processorTime(ProcessHandle process) {
    return process.info().totalCpuDuration().map(time -> time.toMillis() / 1e3).orElse(Double.NaN);
  }

  private Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    command.addAll(
        List.of("-Xmx512m", "-cp", System.getProperty("java.class.path"), getClass().getName()));
    command.add(directory.toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Makes a scene and its files, which no compression makes smaller. */
  private void make(String name, int count, int bytes) throws Exception {
    Path files = Files.createDirectories(directory.resolve(name));
    Files.writeString(directory.resolve(name + ".files"), name);
    byte[] block = new byte[Math.min(bytes, 1 << 20)];
    for (int i = 0; i < count; i++) {
      Random random = new Random(i);
      try (OutputStream out = Files.newOutputStream(files.resolve("file" + i))) {
        for (int left = bytes; left > 0; left -= block.length) {
          random.nextBytes(block);
          out.write(block, 0, Math.min(left, block.length));
        }
      }
    }
  }

  private static void report(String what, List<Cost> ours, List<Double> theirs) {
    log.info(
        "{}: {} s, processors {} s client, {} s worker; rsync {} s",
        what,
        median(ours.stream().map(Cost::time).toList()),
        median(ours.stream().map(Cost::client).toList()),
        median(ours.stream().map(Cost::worker).toList()),
        median(theirs));
  }

  private static String median(List<Double> times) {
    List<Double> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.isEmpty()
        ? "-"
        : String.format(
            Locale.ROOT,
            "%.2f (%.2f to %.2f)",
            sorted.get(sorted.size() / 2),
            sorted.get(0),
            sorted.get(sorted.size() - 1));
  }

  private static void work(Path directory, Path cache) throws Exception {
    String loopback = loopback();
    Worker worker =
        Worker.start(
            new WorkerSettings(
                "worker",
                1,
                "websocket",
                0,
                List.of(loopback),
                List.of(),
                List.of(),
                discovery(loopback, List.of()),
                List.of(),
                new BackendSettings(List.of(), 0, directory),
                cache,
                4L << 30,
                ChosenProviders.rendering(new FilesBenchmarkBackend()),
                WorkerLimits.defaults()),
            WorkerListener.NONE);
    Runtime.getRuntime().addShutdownHook(new Thread(worker::close));
    System.out.println(worker.port());
    worker.awaitClosed();
  }

  private static void submit(Path directory, Path scene, int port) throws Exception {
    String loopback = loopback();
    long start = System.nanoTime();
    FarmSettings settings =
        new FarmSettings(
            "client",
            false,
            List.of("list"),
            discovery(loopback, List.of(new Endpoint("127.0.0.1", port))),
            "websocket",
            new BackendSettings(List.of(), 0, directory),
            directory.resolve("own"),
            ChosenProviders.rendering(new FilesBenchmarkBackend()));
    try (Farm farm = Farm.open(settings)) {
      JobOrder order = JobOrder.animation(directory.resolve(scene), directory.resolve("pictures"));
      farm.submit(order, JobListener.NONE).await();
    }
    System.out.println((System.nanoTime() - start) / 1e9);
    System.out.println(processorTime(ProcessHandle.current()));
  }

  private static DiscoverySettings discovery(String loopback, List<Endpoint> places) {
    return new DiscoverySettings(DiscoverySettings.DEFAULT_PORT, false, List.of(loopback), places);
  }

  private static String loopback() throws IOException {
    return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()).getName();
  }

  private void measureRsync(String scene, List<Double> first, List<Double> again) throws Exception {
    if (Stream.of(System.getenv("PATH").split(":"))
        .noneMatch(place -> Files.isExecutable(Path.of(place, "rsync")))) {
      return;
    }
    int port = freePort();
    Path target = directory.resolve("theirs");
    Trees.remove(target);
    Files.createDirectories(target);
    Path configuration =
        Files.writeString(
            directory.resolve("rsyncd.conf"),
            "use chroot = no\nuid = %1$s\ngid = *\n[files]\npath = %2$s\nread only = no\n"
                .formatted(System.getProperty("user.name"), target));
    Process daemon =
        new ProcessBuilder(
                "rsync",
                "--daemon",
                "--no-detach",
                "--address=127.0.0.1",
                "--port=" + port,
                "--config=" + configuration)
            .inheritIO()
            .start();
    try {
      awaitDaemon(port);
      first.add(rsync(scene, port));
      again.add(rsync(scene, port));
    } finally {
      daemon.destroy();
      daemon.waitFor();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitDaemon(int port) throws Exception {
    for (int i = 0; i < 100; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException e) {
        // It has not begun to listen.
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new IOException("the daemon of rsync does not listen");
  }

  private double rsync(String scene, int port) throws Exception {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(
                "rsync",
                "-rt",
                directory.resolve(scene) + "/",
                "rsync://127.0.0.1:" + port + "/files/")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("rsync ended with " + process.exitValue());
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
