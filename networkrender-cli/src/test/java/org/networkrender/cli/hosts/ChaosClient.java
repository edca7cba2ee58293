package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The client of a chaos run. It is killed and started again with the same command; what all its
 * programs of all rounds said is kept.
 */
final class ChaosClient {
  private final String host;
  private final Path home;
  private final List<Program> programs = new ArrayList<>();
  private String[] command = {};

  ChaosClient(String host, Path home) {
    this.host = host;
    this.home = home;
  }

  String host() {
    return host;
  }

  /** Starts a new order. */
  void order(String... arguments) throws IOException {
    command = arguments;
    start();
  }

  private void start() throws IOException {
    programs.add(Program.start(host, home, command));
  }

  /** Ends the program as a power cut would. */
  void kill() throws InterruptedException {
    program().kill();
  }

  /** Gives the same command again. */
  void again() throws IOException {
    start();
  }

  private Program program() {
    return programs.get(programs.size() - 1);
  }

  List<Program> programs() {
    return List.copyOf(programs);
  }

  boolean hasEnded() {
    return !program().isAlive();
  }

  void assertComplete() throws InterruptedException {
    assertThat(program().awaitEnd()).as("%s", program().lines()).isZero();
  }

  /** Returns how many warnings of all programs name a worker. */
  long warnings(String worker) {
    return programs.stream()
        .flatMap(program -> program.lines().stream())
        .filter(line -> line.startsWith("warning: ") && line.contains(worker + " "))
        .count();
  }

  /** Returns what its own worker's jobs and renderers, and it itself, have left. */
  List<Path> leftovers() throws IOException {
    List<Path> left = new ArrayList<>(Directory.temporary(home));
    for (Path role : Directory.entries(home.resolve("networkrender"))) {
      for (Path worker : Directory.entries(role)) {
        left.addAll(Directory.entries(worker.resolve("jobs")));
        left.addAll(Directory.entries(worker.resolve("sessions")));
      }
    }
    return left;
  }

  void close() {
    programs.forEach(Program::close);
  }
}
