package org.networkrender.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.core.client.FarmSettings;
import org.networkrender.core.order.JobOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "render",
    description = {
      "Renders a scene on this machine and on all workers that are found.",
      "Workers may come and go at any time. The same command goes on where one ended.",
      ""
    },
    abbreviateSynopsis = true,
    sortOptions = false)
final class RenderCommand implements Callable<Integer> {
  private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(10);

  private final Surroundings surroundings;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "SCENE", description = "The scene file, for example shot.blend.")
  private Path scene = Path.of("");

  @Mixin private ScenePathOption scenePath = new ScenePathOption();

  @Option(
      names = "--discard-scene",
      description =
          "For programs: SCENE is a copy that was made for this job alone, in a directory whose name"
              + " begins with networkrender-. It is removed when the job has ended, however it ends,"
              + " and its directory too if nothing else is in it.")
  private boolean discardScene;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR|DIR/NAME_####.png",
      description = {
        "Where the pictures go: a directory, or a directory and a name with # for the frame"
            + " number. The name of a single picture needs no #.",
        "A new directory SCENE-frames, or SCENE-still for a still, unless given."
      })
  private Optional<String> output = Optional.empty();

  @Mixin private FrameOptions frames = new FrameOptions();

  @Mixin private StillOptions still = new StillOptions();

  @Mixin private SceneOptions choices = new SceneOptions();

  @Mixin private ScriptOptions scripts = new ScriptOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Another picture format than the scene's, for example PNG.")
  private Optional<String> format = Optional.empty();

  @Option(
      names = "--blender-version",
      paramLabel = "VERSION",
      description =
          "Render with this version of Blender, such as 4.5 or 4.5.15: unless given, with the one"
              + " that saved the scene if it is here, else with the newest.")
  private Optional<String> blenderVersion = Optional.empty();

  @Option(names = "--no-denoise", description = "Render without denoising.")
  private boolean noDenoise;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "The renderer: the one that knows the scene unless given.")
  private Optional<String> backend = Optional.empty();

  @Option(names = "--no-local", description = "Let only other machines render.")
  private boolean noLocal;

  @Option(
      names = "--priority",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Jobs of a higher priority of the same program go first: ${DEFAULT-VALUE} unless given.")
  private int priority;

  @Mixin private MovieOptions movie = new MovieOptions();

  @Mixin private RuleOptions rules = new RuleOptions();

  @Mixin private SourceOptions sources = new SourceOptions();

  @Option(
      names = "--no-copy",
      description =
          "Do not keep a copy of the scene and its files while the job runs: nothing may be saved"
              + " into them then.")
  private boolean noCopy;

  @Mixin private RendererOptions renderer = new RendererOptions();

  @Mixin private ClientOptions client = new ClientOptions();

  @Mixin private ScreenOptions screen = new ScreenOptions();

  @Option(
      names = "--exit-with-stdin",
      description =
          "With --events: cancel the job when the standard input ends, as it does when the program"
              + " ends that started this one.")
  private boolean exitWithStdin;

  RenderCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  // The copy is there to go with its block; nothing else is done with it.
  @Override
  @SuppressWarnings("try")
  public Integer call() throws RenderException, InterruptedException {
    if (!discardScene || !isCopy()) {
      return render();
    }
    try (SceneCopy copy = SceneCopy.of(scene)) {
      return render();
    }
  }

  private boolean isCopy() {
    return SceneCopy.isPlaceOf(scene) && !scenePath.isOf(scene);
  }

  private int render() throws RenderException, InterruptedException {
    JobOrder order;
    FarmSettings settings;
    try {
      order = order();
      settings = client.settings(!noLocal, renderer.settings());
    } catch (RenderException e) {
      if (screen.events().isPresent()) {
        JsonFailure.print(surroundings, e);
      }
      throw e;
    }
    return new RenderRun(surroundings, screen.plain(), CommandText.of(spec))
        .withEvents(screen.events())
        .exitingWithInput(exitWithStdin)
        .run(settings, order.withRules(order.rules().withAnswersWithin(answersWithin())));
  }

  /** Only where somebody may be there who answers. */
  private Duration answersWithin() {
    return screen.events().isPresent() || surroundings.terminals().canAsk()
        ? ANSWERS_WITHIN
        : Duration.ZERO;
  }

  private JobOrder order() throws RenderException {
    if (exitWithStdin && screen.events().isEmpty()) {
      throw RenderException.user("--exit-with-stdin needs --events json", "");
    }
    if (discardScene && !isCopy()) {
      throw RenderException.user(
          "--discard-scene removes no scene that may be the only one: " + scene,
          "Render a copy, in a directory whose name begins with " + SceneCopy.DIRECTORIES);
    }
    if (!Files.isRegularFile(scene)) {
      throw RenderException.user(
          (Files.exists(scene) ? "This is not a file: " : "There is no file ") + scene,
          "Name the scene file to render");
    }
    Optional<FrameSet> chosen = frames.chosen(still.still());
    boolean single = still.still() || chosen.filter(set -> set.size() == 1).isPresent();
    OutputPlace place =
        output.isPresent()
            ? OutputPlace.parse(output.get(), single)
            : OutputPlace.beside(scenePath.scene(scene), still.still());
    return new JobOrder(
        scenePath.scene(scene),
        place.directory(),
        place.picture(),
        chosen,
        backend,
        still.splitter(),
        options(),
        still.still(),
        still.exact(),
        rules.rules(),
        scenePath.sources(sources.sources(!noCopy), scene),
        priority,
        movie.rules());
  }

  private Map<String, String> options() throws RenderException {
    Map<String, String> named = new LinkedHashMap<>(still.options());
    named.putAll(choices.options());
    named.putAll(scripts.options());
    if (noDenoise) {
      named.put("denoise", "off");
    }
    format.ifPresent(name -> named.put("format", name));
    blenderVersion.ifPresent(version -> named.put("version", version));
    Map<String, String> options = client.set().ofJob();
    Set<String> twice = new TreeSet<>(named.keySet());
    twice.retainAll(options.keySet());
    if (!twice.isEmpty()) {
      throw RenderException.user(
          "The option " + String.join(", ", twice) + " is given twice", "Give it once");
    }
    named.putAll(options);
    return named;
  }
}
