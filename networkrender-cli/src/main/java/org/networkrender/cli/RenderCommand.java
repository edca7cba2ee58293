package org.networkrender.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.core.client.JobOrder;
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
  private final Surroundings surroundings;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "SCENE", description = "The scene file, for example shot.blend.")
  private Path scene = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR|DIR/NAME_####.png",
      description =
          "Where the pictures go: a directory, or a directory and a name with # for the frame"
              + " number. A new directory SCENE-frames unless given.")
  private Optional<String> output = Optional.empty();

  @Option(
      names = "--frames",
      paramLabel = "FRAMES",
      description = "Frames such as 1-10,20,30-40x2: those that the scene asks for unless given.")
  private Optional<FrameSet> frames = Optional.empty();

  @Option(names = "--frame", paramLabel = "N", description = "This frame alone.")
  private Optional<Integer> frame = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Another picture format than the scene's, for example PNG.")
  private Optional<String> format = Optional.empty();

  @Option(names = "--no-denoise", description = "Render without denoising.")
  private boolean noDenoise;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set an option of the backend or the splitter. May be given several times.")
  private Map<String, String> options = new LinkedHashMap<>();

  @Option(
      names = "--split",
      paramLabel = "NAME",
      defaultValue = JobOrder.DEFAULT_SPLITTER,
      description = "How the job is cut into tasks: ${DEFAULT-VALUE} unless given.")
  private String splitter = JobOrder.DEFAULT_SPLITTER;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "The renderer: the one that knows the scene unless given.")
  private Optional<String> backend = Optional.empty();

  @Option(names = "--no-local", description = "Let only other machines render.")
  private boolean noLocal;

  @Mixin private RendererOptions renderer = new RendererOptions();

  @Mixin private ClientOptions client = new ClientOptions();

  @Option(names = "--plain", description = "Print plain lines, no moving bars.")
  private boolean plain;

  RenderCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws RenderException, InterruptedException {
    JobOrder order = order();
    return new RenderRun(surroundings, plain, CommandText.of(spec))
        .run(client.settings(!noLocal, renderer.settings()), order);
  }

  private JobOrder order() throws RenderException {
    if (!Files.isRegularFile(scene)) {
      throw RenderException.user(
          (Files.exists(scene) ? "This is not a file: " : "There is no file ") + scene,
          "Name the scene file to render");
    }
    if (frames.isPresent() && frame.isPresent()) {
      throw RenderException.user("Both --frame and --frames are given", "Give one of them");
    }
    Optional<FrameSet> chosen =
        frame.isPresent() ? Optional.of(Checked.value(() -> FrameSet.of(frame.get()))) : frames;
    if (chosen.isPresent() && chosen.get().isEmpty()) {
      throw RenderException.user("No frame is chosen", "Write for example --frames 1-10");
    }
    OutputPlace place =
        output.isPresent() ? OutputPlace.parse(output.get()) : OutputPlace.beside(scene);
    return new JobOrder(
        scene,
        place.directory(),
        place.picture(),
        chosen,
        backend,
        splitter,
        options(),
        false,
        false);
  }

  private Map<String, String> options() throws RenderException {
    List<String> twice = new ArrayList<>();
    Map<String, String> all = new LinkedHashMap<>(options);
    if (noDenoise && all.put("denoise", "off") != null) {
      twice.add("denoise");
    }
    format.ifPresent(
        name -> {
          if (all.put("format", name) != null) {
            twice.add("format");
          }
        });
    if (!twice.isEmpty()) {
      throw RenderException.user(
          "The option " + String.join(", ", twice) + " is given twice", "Give it once");
    }
    return all;
  }
}
