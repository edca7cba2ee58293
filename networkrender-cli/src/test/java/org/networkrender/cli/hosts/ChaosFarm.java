package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The hosts and programs of a chaos run. */
final class ChaosFarm implements AutoCloseable {
  private static final List<String> NAMES = List.of("ada", "bob", "cyd", "dot");

  private final Lan lan = new Lan();
  private final ChaosClient client;
  private final List<ChaosWorker> workers = new ArrayList<>();
  private final String rogueHost;
  private final Path rogueHome;
  private final List<Program> rogues = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  ChaosFarm(Path directory) throws IOException {
    client = new ChaosClient(lan.addHost(), Files.createDirectory(directory.resolve("client")));
    for (String name : NAMES) {
      workers.add(new ChaosWorker(name, lan.addHost(), directory));
    }
    rogueHost = lan.addHost();
    rogueHome = Files.createDirectory(directory.resolve("eve"));
  }

  void start() throws IOException {
    for (ChaosWorker worker : workers) {
      worker.start();
    }
    workers.forEach(worker -> worker.program().awaitLine("is ready"));
  }

  /** Lets a machine take part that breaks its promises. */
  void startRogue(long seed) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(Long.toString(seed)));
    workers.forEach(worker -> arguments.add(lan.address(worker.host())));
    Program rogue = Program.startRogue(rogueHost, rogueHome, arguments);
    rogues.add(rogue);
    rogue.awaitLine("the rogue is ready");
  }

  /** Ends it: what it held of others is let go then. */
  void endRogue() throws InterruptedException {
    rogues.get(rogues.size() - 1).kill();
  }

  /** Returns how many tasks it was given, and lied about. */
  long lies() {
    return rogues.stream()
        .flatMap(rogue -> rogue.lines().stream())
        .filter(line -> line.startsWith(RogueWorker.LIE))
        .count();
  }

  Lan lan() {
    return lan;
  }

  ChaosClient client() {
    return client;
  }

  List<ChaosWorker> workers() {
    return workers;
  }

  /** Returns how many results there were in all, from workers that are hosts of their own. */
  long results() {
    return workers.stream().mapToLong(ChaosWorker::results).sum();
  }

  /** Sends all workers home, politely. */
  void drain() throws IOException, InterruptedException {
    for (ChaosWorker worker : workers) {
      worker.program().interrupt();
    }
    for (ChaosWorker worker : workers) {
      assertThat(worker.program().awaitEnd()).as("the end of %s", worker.name()).isZero();
    }
  }

  /** Returns the processes that run on any of the hosts. */
  List<Long> processes() throws IOException {
    List<Long> all = new ArrayList<>(lan.processes(client.host()));
    for (ChaosWorker worker : workers) {
      all.addAll(lan.processes(worker.host()));
    }
    return all;
  }

  /** Returns what programs have left in their directories. */
  List<Path> leftovers() throws IOException {
    List<Path> all = new ArrayList<>(client.leftovers());
    for (ChaosWorker worker : workers) {
      all.addAll(worker.leftovers());
    }
    return all;
  }

  /**
   * Writes down what all programs said, after asking those that run what they are doing.
   *
   * @param start when the run began, as {@link System#nanoTime} told it
   */
  void dump(Path directory, long start) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    write(directory, "client", client.programs(), start);
    write(directory, RoguePeer.NAME, rogues, start);
    for (ChaosWorker worker : workers) {
      write(directory, worker.name(), worker.programs(), start);
    }
  }

  private static void write(Path directory, String name, List<Program> programs, long start)
      throws IOException, InterruptedException {
    int number = 0;
    for (Program program : programs) {
      program.dumpThreads();
      number++;
      Files.write(
          directory.resolve(name + "-" + number + ".log"),
          program.timedLines().stream().map(line -> ChaosRun.dated(line, start)).toList());
    }
  }

  /** Ends all programs and takes down the hosts and disks. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    client.close();
    rogues.forEach(Program::close);
    workers.forEach(worker -> worker.programs().forEach(Program::close));
    try {
      lan.close();
      for (ChaosWorker worker : workers) {
        worker.disk().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
