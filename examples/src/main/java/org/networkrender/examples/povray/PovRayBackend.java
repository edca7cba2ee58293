package org.networkrender.examples.povray;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.ProviderOption;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/**
 * Renders with POV-Ray 3.7: a {@code .pov} file, with an {@code .ini} of the same name beside it
 * where it is an animation. A model for a backend of your own: the class that implements the
 * interface, a line in {@code META-INF/services}, and {@code provides} in the module.
 *
 * <p>POV-Ray has no warm mode: each frame is a process of its own. It has an empty environment and
 * its own directory, but it reads and writes whatever its user can: Debian's build does not apply
 * the file restrictions of {@code povray.conf} to scenes (measured on 3.7.0.10). A worker that
 * takes scenes from others should run as a user who owns nothing.
 *
 * <p>The option {@code depth} is 8 or 16 bits a channel.
 */
public final class PovRayBackend implements RenderBackend {
  private static final Pattern VERSION = Pattern.compile("POV-Ray (\\d+\\.\\d+)");

  @Override
  public String name() {
    return "povray";
  }

  @Override
  public String description() {
    return "Renders .pov scenes with POV-Ray 3.7";
  }

  @Override
  public List<ProviderOption> options() {
    return List.of(
        ProviderOption.ofJob("depth", "bits a channel of the pictures: 8 or 16, 8 unless given"));
  }

  @Override
  public boolean recognises(Path scene) {
    return scene.toString().endsWith(".pov") && Files.isRegularFile(scene);
  }

  /** Only a link in the scene's directory leads elsewhere: a picture or a font may be there. */
  @Override
  public Optional<String> kindOf(Path file) {
    return PovRayAssets.kindOf(file);
  }

  @Override
  public List<Capabilities> probe(BackendSettings settings) throws RenderException {
    try (PovRayProcess run =
        new PovRayProcess(settings, List.of("--version"), ProgressListener.NONE)) {
      Matcher version = VERSION.matcher(run.await());
      if (!version.find()) {
        throw RenderException.user("This is not POV-Ray", "Name the program povray");
      }
      // Major and minor: the pictures of 3.7.0.8 and of 3.7.0.10 are the same.
      return List.of(
          new Capabilities(name(), version.group(1), List.of(), List.of("CPU"), Map.of()));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public SceneDescription inspect(Path scene, BackendSettings settings, Map<String, String> options)
      throws RenderException {
    if (!recognises(scene)) {
      throw RenderException.user(scene + " is not a .pov file", "Name a POV-Ray scene");
    }
    int depth = depth(options);
    String base = scene.getFileName().toString().replaceFirst("\\.pov$", "");
    List<String> warnings = new ArrayList<>();
    Map<String, String> ini = PovRayScene.readIni(scene.resolveSibling(base + ".ini"), warnings);
    try {
      int first = Integer.parseInt(ini.getOrDefault("initial_frame", "1"));
      int last = Integer.parseInt(ini.getOrDefault("final_frame", Integer.toString(first)));
      SceneDescription description =
          SceneDescription.builder(
                  scene,
                  FrameSet.range(first, last, 1),
                  size(ini),
                  List.of(new PictureName(base + "_####.png")))
              .rendererVersion(probe(settings).get(0).version())
              .files(PovRayScene.neededFiles(scene))
              .warnings(warnings)
              .parts(Optional.of(PovRayParts.format(scene, size(ini), ini, depth)))
              .properties(ini)
              .build();
      tryOut(description, first, settings);
      return description;
    } catch (IllegalArgumentException e) {
      throw RenderException.user(
          base + ".ini has a value of no use: " + e.getMessage(), "Mend the ini file");
    }
  }

  /** Reads the scene and renders a few pixels into nothing: a broken scene shows before the job. */
  private static void tryOut(SceneDescription scene, int frame, BackendSettings settings)
      throws RenderException {
    List<String> arguments = arguments(scene.scene(), scene.properties(), frame, settings);
    arguments.addAll(List.of("Width=4", "Height=3", "Antialias=Off", "Output_to_File=Off"));
    try (PovRayProcess run = new PovRayProcess(settings, arguments, ProgressListener.NONE)) {
      run.awaitSuccess();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public Optional<String> mismatch(
      SceneDescription scene, Map<String, String> options, Capabilities capabilities) {
    return scene.rendererVersion().equals(capabilities.version())
        ? Optional.empty()
        : Optional.of(
            "has POV-Ray %s, and the scene was checked with %s; install %2$s there"
                .formatted(capabilities.version(), scene.rendererVersion()));
  }

  @Override
  public RenderSession open(SessionRequest request) throws RenderException {
    // Properties came over the network: what inspect would not have written does not pass.
    for (Map.Entry<String, String> property : request.properties().entrySet()) {
      if (!PovRayScene.isSetting(property.getKey(), property.getValue())) {
        throw RenderException.user("Not a setting of a scene: " + property, "Start the job anew");
      }
    }
    if (request.pictures().size() != 1) {
      throw RenderException.user("A frame of POV-Ray is one picture", "Start the job anew");
    }
    return new Session(request, depth(request.options()));
  }

  /** Holds nothing but the process of the frame that is being rendered. */
  private static final class Session implements RenderSession {
    private final SessionRequest request;
    private final int depth;
    private @Nullable PovRayProcess running;
    private boolean closed;

    Session(SessionRequest request, int depth) {
      this.request = request;
      this.depth = depth;
    }

    @Override
    public List<Path> render(RenderRequest frame, ProgressListener listener)
        throws RenderException, InterruptedException {
      PixelSize size = size(request.properties());
      PixelRegion region = frame.region();
      if (frame.samples() != null || (region != null && !region.isInside(size))) {
        throw RenderException.user("POV-Ray renders frames and tiles", "Start the job anew");
      }
      List<String> arguments =
          arguments(request.scene(), request.properties(), frame.frame(), request.settings());
      arguments.add("Output_File_Type=N");
      arguments.add("Bits_Per_Color=" + depth);
      arguments.add("Output_File_Name=frame.png");
      arguments.addAll(region == null ? List.of() : PovRayParts.arguments(region));
      try (PovRayProcess run = start(arguments, listener)) {
        run.awaitSuccess();
        // Decoded once: a picture that was cut off, by a full disk for example, goes no further.
        BufferedImage image = ImageIO.read(run.picture().toFile());
        if (image == null
            || image.getWidth() != size.width()
            || image.getHeight() != size.height()) {
          throw new IOException("not a picture of " + size);
        }
        if (region != null) {
          Path part = frame.directory().resolve(partName().forFrame(frame.frame()));
          PovRayParts.cut(run.picture(), region, part);
          return List.of(part);
        }
        String name = request.pictures().get(0).forFrame(frame.frame());
        return List.of(Files.move(run.picture(), frame.directory().resolve(name)));
      } catch (InterruptedException e) {
        close();
        throw e;
      } catch (IOException e) {
        throw new RenderException(
            ErrorKind.WORKER,
            "POV-Ray's picture cannot be used: " + e.getMessage(),
            "Look at the worker's disk",
            e);
      }
    }

    private PictureName partName() throws RenderException {
      return request
          .part()
          .orElseThrow(() -> RenderException.user("A tile without a name", "Start the job anew"));
    }

    /** Under the lock, so that {@link #cancel} and {@link #close} miss no process. */
    private synchronized PovRayProcess start(List<String> arguments, ProgressListener listener)
        throws RenderException {
      if (closed) {
        throw new RenderException(ErrorKind.WORKER, "The session is closed", "");
      }
      running = new PovRayProcess(request.settings(), arguments, listener);
      return running;
    }

    @Override
    public synchronized Optional<ProcessHandle> process() {
      return Optional.ofNullable(running).map(PovRayProcess::handle);
    }

    @Override
    public synchronized void cancel() {
      if (running != null) {
        running.kill();
      }
    }

    @Override
    public synchronized boolean isUsable() {
      return !closed;
    }

    @Override
    public synchronized void close() {
      closed = true;
      if (running != null) {
        running.close();
      }
    }
  }

  /** A subset of one frame leaves clock and frame_number as they are in a run of all frames. */
  private static List<String> arguments(
      Path scene, Map<String, String> ini, int frame, BackendSettings settings) {
    List<String> arguments = new ArrayList<>();
    PixelSize size = size(ini);
    arguments.add("Width=" + size.width());
    arguments.add("Height=" + size.height());
    ini.forEach((key, value) -> arguments.add(key + "=" + value));
    arguments.add("Input_File_Name=" + scene);
    arguments.add("Library_Path=" + scene.getParent());
    arguments.add("Subset_Start_Frame=" + frame);
    arguments.add("Subset_End_Frame=" + frame);
    arguments.add("Display=Off");
    if (settings.threads() > 0) {
      arguments.add("Work_Threads=" + settings.threads());
    }
    return arguments;
  }

  private static int depth(Map<String, String> options) throws RenderException {
    return switch (options.getOrDefault("depth", "8")) {
      case "8" -> 8;
      case "16" -> 16;
      default -> throw RenderException.user("depth=" + options.get("depth"), "Say 8 or 16");
    };
  }

  /** 320x240 is POV-Ray's own default. */
  private static PixelSize size(Map<String, String> ini) {
    return new PixelSize(
        Integer.parseInt(ini.getOrDefault("width", "320")),
        Integer.parseInt(ini.getOrDefault("height", "240")));
  }

  private static RenderException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new RenderException(ErrorKind.INTERNAL, "Interrupted", "", e);
  }
}
