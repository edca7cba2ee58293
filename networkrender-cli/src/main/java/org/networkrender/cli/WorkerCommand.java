package org.networkrender.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.networkrender.api.PlainText;
import org.networkrender.api.RenderException;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.client.FarmSettings;
import org.networkrender.core.worker.WorkerLimits;
import org.networkrender.core.worker.WorkerSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "worker",
    description = {
      "Offers this machine's renderer to the machines of its network.",
      "Ctrl-C once: finish the running task, then stop. Twice: stop at once.",
      ""
    },
    abbreviateSynopsis = true,
    sortOptions = false)
final class WorkerCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What others call this machine: its own name unless given.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many frames to render at the same time: ${DEFAULT-VALUE} unless given.")
  private int slots = 1;

  @Option(
      names = "--slot-per-device",
      description =
          "As many frames at the same time as there are graphics cards, each on one of them alone.")
  private boolean slotPerDevice;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "" + Endpoint.DEFAULT_PORT,
      description =
          "The TCP port to listen on, or one of the next nine when it is taken: ${DEFAULT-VALUE}"
              + " unless given.")
  private int port = Endpoint.DEFAULT_PORT;

  @Option(
      names = "--allow",
      paramLabel = "CIDR",
      description =
          "Take work from this network too, for example 10.1.0.0/16. May be given several times.")
  private List<String> allow = new ArrayList<>();

  @Option(
      names = "--allow-scripts",
      description =
          "Let jobs bring scripts: add-ons, and programs in their scenes. They run as this user,"
              + " with all that this user may do, and reach its files and its network.")
  private boolean allowScripts;

  @Mixin private NetworkOptions network = new NetworkOptions();

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Offer this renderer: all that are there unless given.")
  private List<String> backends = new ArrayList<>();

  @Mixin private RendererOptions renderer = new RendererOptions();

  @Option(names = "--cache", paramLabel = "DIR", description = "Where received files are kept.")
  private Optional<Path> cache = Optional.empty();

  @Option(
      names = "--cache-size",
      paramLabel = "SIZE",
      defaultValue = "20G",
      description = "How much room they may take: ${DEFAULT-VALUE} unless given.")
  private ByteSize cacheSize = new ByteSize(WorkerSettings.DEFAULT_CACHE_BYTES);

  @Option(
      names = "--keep-free",
      paramLabel = "SIZE",
      description = {
        "Take no tasks while less room than this is free on the disk of the received files.",
        "A twentieth of the disk, 512M at most, unless given."
      })
  private Optional<ByteSize> keepFree = Optional.empty();

  @Option(
      names = "--stall-after",
      paramLabel = "TIME",
      defaultValue = "2m",
      description =
          "End a renderer that shows no sign of work for this time, or longer if its tasks take"
              + " long: ${DEFAULT-VALUE} unless given.")
  private TimeSpan stallAfter = new TimeSpan(WorkerLimits.DEFAULT_SILENCE);

  @Mixin private PluginOptions plugins = new PluginOptions();

  @Mixin private SetOptions set = new SetOptions();

  @Option(
      names = "--yield",
      description =
          "Take no new task while a Blender of your own renders or computes here. What runs is"
              + " finished.")
  private boolean yields;

  @Option(
      names = "--priority",
      paramLabel = "low|normal",
      defaultValue = "low",
      description =
          "How renderers share the processor with your other programs: ${DEFAULT-VALUE} unless"
              + " given, so that this machine stays usable.")
  private RendererPriority priority = RendererPriority.LOW;

  @Option(
      names = "--single",
      description = "Do not start if a worker of yours runs on this machine already.")
  private boolean single;

  @Option(
      names = "--events",
      paramLabel = "json",
      description =
          "Print what happens for a program, one JSON object a line, and take commands the same way"
              + " from the standard input: see docs/events.md.")
  private Optional<EventFormat> events = Optional.empty();

  @Option(
      names = "--exit-with-stdin",
      description =
          "Stop at once when the standard input ends, as it does when the program ends that started"
              + " this one.")
  private boolean exitWithStdin;

  WorkerCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws RenderException, InterruptedException {
    WorkerFollower follower =
        events.isPresent()
            ? new JsonWorker(surroundings, exitWithStdin)
            : new ScreenWorker(surroundings, exitWithStdin);
    return new WorkerRun(surroundings, follower).single(single).run(this::settings);
  }

  private WorkerLimits limits() {
    return new WorkerLimits(
        stallAfter.duration(),
        keepFree.map(size -> OptionalLong.of(size.bytes())).orElse(OptionalLong.empty()),
        allowScripts,
        yields);
  }

  private WorkerSettings settings() throws RenderException {
    set.refuseThoseOfJob();
    FarmSettings usual = FarmSettings.defaults();
    DiscoverySettings discovery = network.settings(List.of());
    String machine = name.map(PlainText::line).orElse(usual.name());
    if (machine.isEmpty() || machine.length() > 64) {
      throw RenderException.user("The name must have 1 to 64 characters", "");
    }
    if (slotPerDevice && slots != 1) {
      throw RenderException.user(
          "--slots and --slot-per-device say two things", "Give one of them");
    }
    if (slots < 1 || slots > WorkerSettings.MAX_SLOTS) {
      throw RenderException.user(
          "slots " + slots + " is outside 1 to " + WorkerSettings.MAX_SLOTS, "");
    }
    if (port < 1 || port > 0xffff) {
      throw RenderException.user("port " + port + " is not 1 to 65535", "");
    }
    var backend = renderer.settings().withLowPriority(priority.isLow());
    var providers = plugins.load();
    return Checked.value(
        () ->
            new WorkerSettings(
                machine,
                slotPerDevice ? WorkerSettings.SLOT_PER_DEVICE : slots,
                network.transport(),
                port,
                network.interfaces(),
                allow,
                network.discoveries(List.of()),
                discovery,
                backends,
                backend,
                cache.orElseGet(() -> usual.directory().resolve("worker")),
                cacheSize.bytes(),
                providers,
                limits(),
                set.ofProviders()));
  }
}
