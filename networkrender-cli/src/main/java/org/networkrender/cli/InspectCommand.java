package org.networkrender.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.core.client.Farm;
import org.networkrender.core.client.SceneReport;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobSources;
import org.networkrender.core.order.Notice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "inspect",
    description = {
      "Shows what is in a scene, which files it needs and what it lacks; renders nothing.",
      "Ends with exit code 2 if it lacks something or names what may not be sent, as 'render' would.",
      ""
    },
    abbreviateSynopsis = true,
    sortOptions = false)
final class InspectCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "SCENE", description = "The scene file, for example shot.blend.")
  private Path scene = Path.of("");

  @Mixin private ScenePathOption scenePath = new ScenePathOption();

  @Option(
      names = "--estimate",
      description =
          "Measure how long a frame takes on this machine. Takes as long as the scene takes to"
              + " prepare.")
  private boolean estimate;

  @Option(
      names = "--json",
      description = "Print it for a program, as one line of JSON: see docs/events.md.")
  private boolean json;

  @Option(
      names = "--blender-version",
      paramLabel = "VERSION",
      description = "Look with this version of Blender, such as 4.5 or 4.5.15.")
  private Optional<String> blenderVersion = Optional.empty();

  @Mixin private SceneOptions choices = new SceneOptions();

  @Mixin private SourceOptions sources = new SourceOptions();

  @Mixin private ScriptOptions scripts = new ScriptOptions();

  @Mixin private RendererOptions renderer = new RendererOptions();

  @Mixin private ClientOptions client = new ClientOptions();

  InspectCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws RenderException, InterruptedException {
    Path original = scenePath.scene(scene);
    JobSources chosen = sources.sources(true);
    JobOrder order =
        JobOrder.animation(original, original.resolveSibling("unused"))
            .withSplitter(JobOrder.DEFAULT_SPLITTER, options())
            .withSources(scenePath.sources(chosen, scene));
    SceneReport report;
    try (Farm farm = surroundings.farms().open(client.settings(false, renderer.settings()))) {
      report = farm.inspect(order, estimate, this::tell);
    }
    if (json) {
      JsonLines.print(surroundings.out(), SceneJson.of(report));
    } else {
      SceneText.of(report).forEach(surroundings.out()::println);
    }
    SceneDescription found = report.scene();
    boolean whole = found.missing().isEmpty() && found.lacks().isEmpty();
    return (whole || chosen.missing()) && report.refusal().isEmpty()
        ? ExitCode.COMPLETE
        : ExitCode.USAGE;
  }

  private Map<String, String> options() throws RenderException {
    Map<String, String> options = new LinkedHashMap<>(client.set().ofJob());
    options.putAll(choices.options());
    options.putAll(scripts.options());
    blenderVersion.ifPresent(version -> options.put("version", version));
    return options;
  }

  /** What is wrong is part of the report; what is waited for is said at once. */
  private void tell(Notice notice) {
    if (notice.level() == Notice.Level.INFO) {
      surroundings.err().println(notice.text());
    }
  }
}
