package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobRules;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.providers.ChosenProviders;
import org.networkrender.core.worker.Worker;
import org.networkrender.core.worker.WorkerLimits;
import org.networkrender.core.worker.WorkerListener;
import org.networkrender.core.worker.WorkerSettings;

/** Farms and workers on the loopback of this machine, ended after each test. */
abstract class FarmFixture {
  /** What a worker says of a scene is believed at once, since all are there that will ever be. */
  static final JobRules RULES = JobRules.DEFAULT.withOthersWithin(Duration.ofMillis(1));

  @TempDir Path directory;

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofMinutes(3));
  }

  Worker worker(String name, FakeBackend backend) throws Exception {
    return worker(name, 0, backend);
  }

  /** Returns a port at which nobody listens. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Starts a worker on a port; 0 takes any. */
  Worker worker(String name, int port, FakeBackend backend) throws Exception {
    return worker(
        name,
        port,
        backend,
        new WorkerLimits(WorkerLimits.DEFAULT_SILENCE, OptionalLong.of(0)),
        WorkerListener.NONE);
  }

  Worker worker(String name, FakeBackend backend, WorkerLimits limits, WorkerListener listener)
      throws Exception {
    return worker(name, 0, backend, limits, listener);
  }

  private Worker worker(
      String name, int port, FakeBackend backend, WorkerLimits limits, WorkerListener listener)
      throws Exception {
    return worker(name, 1, port, backend, limits, listener);
  }

  /** Starts a worker with some slots, or one for each graphics card. */
  Worker worker(String name, int slots, FakeBackend backend, WorkerListener listener)
      throws Exception {
    WorkerLimits limits = new WorkerLimits(WorkerLimits.DEFAULT_SILENCE, OptionalLong.of(0));
    return worker(name, slots, 0, backend, limits, listener);
  }

  private Worker worker(
      String name,
      int slots,
      int port,
      FakeBackend backend,
      WorkerLimits limits,
      WorkerListener listener)
      throws Exception {
    Worker worker =
        Worker.start(
            new WorkerSettings(
                name,
                slots,
                "websocket",
                port,
                List.of(loopback()),
                List.of(),
                List.of(),
                discovery(List.of()),
                List.of(),
                new BackendSettings(List.of(), 0, directory),
                directory.resolve("workers"),
                1 << 30,
                ChosenProviders.rendering(backend),
                limits),
            listener);
    open.add(worker);
    return worker;
  }

  /** A farm of the given workers alone. */
  Farm farm(Worker... workers) throws Exception {
    return farm(false, new FakeBackend(), workers);
  }

  Farm farm(boolean local, FakeBackend own, Worker... workers) throws Exception {
    List<Endpoint> places =
        Stream.of(workers).map(worker -> new Endpoint("127.0.0.1", worker.port())).toList();
    return farm(settings(local, own, places));
  }

  Farm farm(FarmSettings settings) throws Exception {
    return keep(Farm.open(settings));
  }

  /** Closes a farm after the test. */
  Farm keep(Farm farm) {
    open.add(farm);
    return farm;
  }

  FarmSettings settings(boolean local, FakeBackend own, List<Endpoint> places) throws Exception {
    return new FarmSettings(
        "client",
        local,
        List.of("list"),
        discovery(places),
        "websocket",
        new BackendSettings(List.of(), 0, directory),
        directory.resolve("own"),
        ChosenProviders.rendering(own));
  }

  private static DiscoverySettings discovery(List<Endpoint> places) throws Exception {
    return new DiscoverySettings(
        DiscoverySettings.DEFAULT_PORT, false, List.of(loopback()), places);
  }

  static String loopback() throws Exception {
    return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()).getName();
  }

  Path scene(String frames) throws IOException {
    return Files.writeString(directory.resolve("scene.fake"), frames);
  }

  Path output() {
    return directory.resolve("pictures");
  }

  JobOrder order(String frames) throws IOException {
    return JobOrder.animation(scene(frames), output()).withRules(RULES);
  }

  /** Waits for a job's end, but not for ever. */
  static JobReport end(RenderJob job) throws Exception {
    CompletableFuture<JobReport> end = new CompletableFuture<>();
    Thread waiter =
        new Thread(
            () -> {
              try {
                end.complete(job.await());
              } catch (Exception e) {
                // The test sees it, whatever it is.
                end.completeExceptionally(e);
              }
            });
    waiter.setDaemon(true);
    waiter.start();
    return end.get(180, TimeUnit.SECONDS);
  }

  JobReport run(Farm farm, JobOrder order) throws Exception {
    return end(farm.submit(order, JobListener.NONE));
  }

  /** Returns what is kept of unfinished frames. */
  List<String> keptParts() throws IOException {
    Path parts = output().resolve(".networkrender/parts");
    if (!Files.isDirectory(parts)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(parts)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** What a user sees in the output directory; every picture there must be whole. */
  List<String> pictures() throws IOException {
    try (Stream<Path> files = Files.list(output())) {
      List<Path> shown = files.filter(file -> !file.endsWith(".networkrender")).sorted().toList();
      for (Path file : shown) {
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(FakePictures.WIDTH);
      }
      return shown.stream().map(file -> file.getFileName().toString()).toList();
    }
  }
}
