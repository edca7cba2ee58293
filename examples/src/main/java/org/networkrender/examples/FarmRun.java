package org.networkrender.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.client.Farm;
import org.networkrender.core.client.FarmSettings;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobRules;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.providers.Providers;

/** Renders with the given workers and nothing else: this machine does not take part itself. */
final class FarmRun {
  private static final long MAX_MINUTES = 30;

  private final List<Endpoint> workers;
  private final Path directory;

  FarmRun(List<Endpoint> workers, Path directory) {
    this.workers = workers;
    this.directory = directory;
  }

  /**
   * Renders frames of a scene, or its own for an empty set, and returns how long it took in
   * seconds: from a program that has just started to the last picture in its place.
   */
  double render(Path scene, Path output, FrameSet frames)
      throws IOException, InterruptedException, RenderException {
    JobOrder order =
        new JobOrder(
            scene,
            output,
            Optional.of(new PictureName("frame_####.png")),
            frames.isEmpty() ? Optional.empty() : Optional.of(frames),
            Optional.of("blender"),
            JobOrder.DEFAULT_SPLITTER,
            Map.of(),
            false,
            false,
            JobRules.DEFAULT);
    return render(order);
  }

  /**
   * Renders the still of a scene.
   *
   * @param scale how big, such as {@code 300%}
   * @param splitter how it is cut
   * @param listener hears how it goes
   */
  void renderStill(Path scene, String scale, String splitter, Path output, JobListener listener)
      throws IOException, InterruptedException, RenderException {
    render(JobOrder.still(scene, output).withSplitter(splitter, Map.of("scale", scale)), listener);
  }

  private double render(JobOrder order) throws IOException, InterruptedException, RenderException {
    return render(order, JobListener.NONE);
  }

  private double render(JobOrder order, JobListener listener)
      throws IOException, InterruptedException, RenderException {
    FarmSettings settings = settings();
    ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor();
    long start = System.nanoTime();
    try (Farm farm = Farm.open(settings)) {
      RenderJob job = farm.submit(order, listener);
      ScheduledFuture<?> limit = watchdog.schedule(job::cancel, MAX_MINUTES, TimeUnit.MINUTES);
      JobReport report = job.await();
      limit.cancel(false);
      if (report.outcome() != JobReport.Outcome.COMPLETE) {
        throw new IOException("The job was not completed: " + report);
      }
      return (System.nanoTime() - start) / 1e9;
    } finally {
      watchdog.shutdownNow();
    }
  }

  private FarmSettings settings() throws IOException {
    Path client = Files.createDirectories(directory.resolve("client"));
    Path temporary = Files.createDirectories(directory.resolve("client-temporary"));
    return new FarmSettings(
        "benchmark",
        false,
        List.of("list"),
        new DiscoverySettings(
            DiscoverySettings.DEFAULT_PORT, false, List.of(Loopback.name()), workers),
        "websocket",
        new BackendSettings(List.of(), 1, temporary),
        client,
        Providers.load());
  }
}
