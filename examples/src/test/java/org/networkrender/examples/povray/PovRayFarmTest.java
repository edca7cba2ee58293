package org.networkrender.examples.povray;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.client.Farm;
import org.networkrender.core.client.FarmSettings;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.WorkerProgress;
import org.networkrender.core.providers.Providers;
import org.networkrender.core.worker.Worker;
import org.networkrender.core.worker.WorkerLimits;
import org.networkrender.core.worker.WorkerListener;
import org.networkrender.core.worker.WorkerSettings;

/** A renderer that the project knows nothing of, on two workers of the real farm. */
class PovRayFarmTest {
  private static final Path ORBIT = Path.of("scenes", "povray", "orbit.pov").toAbsolutePath();

  @TempDir Path temporary;

  @Test
  void twoWorkersRenderTheOrbitAsPovRayAloneDoes() throws Exception {
    Path output = temporary.resolve("frames");
    JobReport report;
    try (Worker one = worker("one");
        Worker two = worker("two");
        Farm farm = Farm.open(client(one.port(), two.port()))) {
      report = farm.submit(JobOrder.animation(ORBIT, output), JobListener.NONE).await();
    }

    assertThat(report.outcome()).as("%s", report).isEqualTo(JobReport.Outcome.COMPLETE);
    assertThat(report.workers()).extracting(WorkerProgress::done).allMatch(done -> done > 0);
    Path reference = Files.createDirectories(temporary.resolve("reference"));
    Process alone =
        new ProcessBuilder("povray", "orbit.ini", "-D", "+O" + reference + "/")
            .directory(ORBIT.getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(alone.waitFor()).isZero();
    List<Path> expected;
    try (var files = Files.list(reference)) {
      expected = files.sorted().toList();
    }
    List<Path> actual;
    try (var files = Files.list(output)) {
      actual = files.filter(Files::isRegularFile).sorted().toList();
    }
    assertThat(actual).hasSameSizeAs(expected).hasSize(12);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(pixels(actual.get(i))).as("%s", actual.get(i)).isEqualTo(pixels(expected.get(i)));
    }
  }

  private Worker worker(String name) throws Exception {
    return Worker.start(
        new WorkerSettings(
            name,
            1,
            "websocket",
            0,
            List.of(loopback()),
            List.of(),
            List.of(),
            new DiscoverySettings(
                DiscoverySettings.DEFAULT_PORT, false, List.of(loopback()), List.of()),
            List.of("povray"),
            new BackendSettings(List.of(), 1, temporary),
            temporary.resolve(name),
            WorkerSettings.DEFAULT_CACHE_BYTES,
            Providers.load(),
            WorkerLimits.defaults()),
        WorkerListener.NONE);
  }

  private FarmSettings client(int... ports) throws IOException {
    List<Endpoint> workers =
        Arrays.stream(ports).mapToObj(port -> new Endpoint("127.0.0.1", port)).toList();
    return new FarmSettings(
        "client",
        false,
        List.of("list"),
        new DiscoverySettings(DiscoverySettings.DEFAULT_PORT, false, List.of(loopback()), workers),
        "websocket",
        new BackendSettings(List.of(), 1, temporary),
        temporary.resolve("client"),
        Providers.load());
  }

  private static String loopback() throws IOException {
    return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()).getName();
  }

  private static int[] pixels(Path picture) throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
  }
}
