package org.networkrender.cli.hosts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A network of hosts, and the programs on them: all is ended after each test. */
@Tag("on-hosts")
@Isolated("what happens when depends on time")
abstract class HostsFixture {
  @TempDir Path temporary;
  Lan lan;

  /** The first host, which the client runs on. */
  String home;

  private final List<Program> programs = new ArrayList<>();

  @BeforeEach
  void openLan() throws Exception {
    lan = new Lan();
    home = lan.addHost();
  }

  @AfterEach
  void closeLan() throws Exception {
    programs.forEach(Program::close);
    lan.close();
  }

  static ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(Duration.ofMinutes(3));
  }

  /** Starts a worker of one thread, with the cache of its name. */
  Program worker(String host, String name, String... more) throws IOException {
    return start(host, cache(name), ofWorker(name), more);
  }

  /** All hosts are on one machine, on which no renderer is to go before another one. */
  static List<String> ofWorker(String name) {
    return List.of("worker", "--name", name, "--threads", "1", "--priority", "normal");
  }

  /** Starts a program; {@code more} comes behind the other arguments. */
  Program start(String host, Path cache, List<String> arguments, String... more)
      throws IOException {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return keep(Program.start(host, cache, all.toArray(new String[0])));
  }

  /** Ends a program after the test. */
  Program keep(Program program) {
    programs.add(program);
    return program;
  }

  Path cache(String name) {
    return temporary.resolve("cache-" + name);
  }

  Path work(String worker) {
    return work(cache(worker));
  }

  /** Returns where the worker that has a cache keeps its jobs, sessions and contents. */
  static Path work(Path cache) {
    return cache.resolve("networkrender/worker/worker-1");
  }

  /** Returns where the client's pictures go. */
  Path output() {
    return temporary.resolve("out");
  }
}
