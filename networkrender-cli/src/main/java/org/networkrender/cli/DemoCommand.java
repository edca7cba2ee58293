package org.networkrender.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.core.client.FarmSettings;
import org.networkrender.core.order.JobOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    description = {
      "Renders the bundled animation with two more workers on this machine.",
      "Nothing leaves the machine.",
      ""
    },
    abbreviateSynopsis = true,
    sortOptions = false)
final class DemoCommand implements Callable<Integer> {
  private static final int RENDERERS = 3;

  private final Surroundings surroundings;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Where the pictures go: a new directory marbles-frames unless given.")
  private Optional<Path> output = Optional.empty();

  @Option(names = "--frames", paramLabel = "FRAMES", description = "Only these frames.")
  private Optional<FrameSet> frames = Optional.empty();

  @Option(
      names = "--loopback",
      paramLabel = "NAME",
      description = "The name of the loopback interface: found by itself unless given.")
  private Optional<String> loopback = Optional.empty();

  @Mixin private RendererOptions renderer = new RendererOptions();

  @Option(names = "--plain", description = "Print plain lines, no moving bars.")
  private boolean plain;

  DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws RenderException, InterruptedException {
    PrintWriter out = surroundings.out();
    Path scene = BundledScene.find(surroundings.environment());
    Path place = output.orElseGet(() -> OutputPlace.beside(scene, false).directory());
    String device = loopback.isPresent() ? loopback.get() : DemoWorkers.loopback();
    int threads = threads();
    int port = freeUdpPort();
    out.println(
        "Rendering "
            + scene.getFileName()
            + " on three workers: this process and two more, demo-1 and demo-2,");
    out.println(
        "each with "
            + threads
            + (threads == 1 ? " thread" : " threads")
            + ". They talk over the loopback interface "
            + device
            + "; nothing leaves this machine.");
    int code;
    try (DemoWorkers workers =
        DemoWorkers.start(device, port, threads, renderer.executables(), renderer.device())) {
      FarmSettings settings = settings(device, port, threads, workers);
      JobOrder order = JobOrder.animation(scene, place);
      code =
          new RenderRun(surroundings, plain, CommandText.of(spec))
              .withoutComparison()
              .run(settings, frames.map(order::withFrames).orElse(order));
      workers.report(out);
    }
    if (code == ExitCode.COMPLETE) {
      out.println();
      out.println(
          "That was the demo. All three workers shared this machine, so it shows how, not how fast.");
      out.println(
          "On real machines: 'networkrender worker' on each, then 'networkrender render SCENE' here.");
    }
    return code;
  }

  private FarmSettings settings(String device, int port, int threads, DemoWorkers workers)
      throws RenderException {
    FarmSettings usual = FarmSettings.defaults();
    return new FarmSettings(
        usual.name(),
        true,
        discoveries(),
        new DiscoverySettings(port, true, List.of(device), workers.places()),
        usual.transport(),
        renderer.settings(threads),
        workers.directory().resolve("own"),
        usual.providers());
  }

  /** Broadcasts on the loopback interface are sure to arrive on Linux alone. */
  private static List<String> discoveries() {
    boolean linux = System.getProperty("os.name", "").startsWith("Linux");
    return linux ? List.of("udp") : List.of("udp", "list");
  }

  private int threads() {
    int processors = Runtime.getRuntime().availableProcessors();
    return renderer.threads() > 0 ? renderer.threads() : Math.max(1, processors / RENDERERS);
  }

  /** A port of its own keeps the demo apart from real workers on this machine. */
  private static int freeUdpPort() throws RenderException {
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.RESOURCE, "There is no free UDP port: " + e.getMessage(), "", e);
    }
  }
}
