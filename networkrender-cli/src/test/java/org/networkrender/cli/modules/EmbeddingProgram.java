package org.networkrender.cli.modules;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.client.Farm;
import org.networkrender.core.client.FarmSettings;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.Notice;
import org.networkrender.core.providers.Providers;
import org.networkrender.core.worker.Worker;
import org.networkrender.core.worker.WorkerLimits;
import org.networkrender.core.worker.WorkerListener;
import org.networkrender.core.worker.WorkerSettings;

/**
 * Somebody else's program: a worker and a client, which talk over the network, and the same order
 * twice, so that the second one reads what the first one noted.
 */
public final class EmbeddingProgram {
  private EmbeddingProgram() {}

  /** Runs it in a directory of its own, and prints what became of each order. */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    Path scene = Files.writeString(directory.resolve("scene.painting"), "");
    JobOrder order = JobOrder.animation(scene, directory.resolve("pictures"));
    System.out.println("in " + EmbeddingProgram.class.getModule());
    try (Worker worker = Worker.start(worker(directory), WorkerListener.NONE)) {
      Endpoint place = new Endpoint("127.0.0.1", worker.port());
      for (int run = 1; run <= 2; run++) {
        try (Farm farm = Farm.open(client(directory, place))) {
          JobReport report = farm.submit(order, new Printer()).await();
          System.out.printf(
              "run %d: %s, rendered %s, kept %s%n",
              run, report.outcome(), report.rendered(), report.kept());
        }
      }
    }
  }

  private static WorkerSettings worker(Path directory) throws Exception {
    return new WorkerSettings(
        "worker",
        1,
        "websocket",
        0,
        discovery(List.of()).interfaces(),
        List.of(),
        List.of(),
        discovery(List.of()),
        List.of("painting"),
        new BackendSettings(List.of(), 0, directory),
        directory.resolve("worker"),
        1 << 30,
        Providers.load(),
        new WorkerLimits(WorkerLimits.DEFAULT_SILENCE, OptionalLong.of(0)));
  }

  private static FarmSettings client(Path directory, Endpoint place) throws Exception {
    return new FarmSettings(
        "client",
        false,
        List.of("list"),
        discovery(List.of(place)),
        "websocket",
        new BackendSettings(List.of(), 0, directory),
        directory.resolve("own"),
        Providers.load());
  }

  private static DiscoverySettings discovery(List<Endpoint> workers) throws Exception {
    String loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()).getName();
    return new DiscoverySettings(DiscoverySettings.DEFAULT_PORT, false, List.of(loopback), workers);
  }

  private static final class Printer implements JobListener {
    @Override
    public void notice(Notice notice) {
      System.out.println(notice.text());
    }
  }
}
