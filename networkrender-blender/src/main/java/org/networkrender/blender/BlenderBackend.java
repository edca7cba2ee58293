package org.networkrender.blender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.FrameCost;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/**
 * Renders with Blender, which must be on the machine.
 *
 * <p>Options of a job that it knows: {@code denoise=off} renders without the scene's denoising;
 * {@code format=OPEN_EXR} (or another of Blender's own names) chooses the kind of picture file;
 * {@code scale=200%} or {@code size=16384x9216} makes the picture bigger or smaller than the scene
 * says, undistorted; a border and nodes that count in percent follow.
 *
 * <p>Features that {@link #probe} tells: {@code denoiser}, {@code osl}, {@code guiding}, {@code
 * graphics} (whether EEVEE and Workbench can draw), each {@code true} or {@code false}; {@code
 * instructions}, the processor's instruction sets that Cycles uses; {@code cpu}, its name; {@code
 * memory}, the bytes of physical memory; and some of Blender's build options by their own names.
 */
public final class BlenderBackend implements RenderBackend {
  private static final Duration PROBE_LIMIT = Duration.ofMinutes(2);
  private static final Duration INSPECT_LIMIT = Duration.ofMinutes(10);

  private final BlenderFinder finder;
  private final Duration probeLimit;
  private final SpareBlender spare;

  /** Creates the backend; does nothing until it is used. */
  public BlenderBackend() {
    this(BlenderFinder.ofThisMachine(), PROBE_LIMIT);
  }

  BlenderBackend(BlenderFinder finder, Duration probeLimit) {
    this(finder, probeLimit, SpareBlender.PATIENCE);
  }

  BlenderBackend(BlenderFinder finder, Duration probeLimit, Duration patience) {
    this.finder = finder;
    this.probeLimit = probeLimit;
    this.spare = new SpareBlender(patience);
  }

  @Override
  public String name() {
    return "blender";
  }

  @Override
  public String description() {
    return "Renders .blend scenes with the Blender that is installed";
  }

  @Override
  public boolean recognises(Path scene) {
    if (!Files.isRegularFile(scene)) {
      return false;
    }
    boolean named = scene.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".blend");
    try {
      return switch (BlenderHeader.read(scene).kind()) {
        case PLAIN -> true;
        case GZIP, ZSTD, EMPTY, OTHER -> named;
      };
    } catch (IOException e) {
      // The contract says that what cannot be read is not recognised.
      return false;
    }
  }

  @Override
  public Capabilities probe(BackendSettings settings) throws RenderException {
    return BlenderProbe.capabilities(
        name(), finder.find(settings.executable()), settings.temporary(), probeLimit);
  }

  @Override
  public SceneDescription inspect(Path scene, BackendSettings settings, Map<String, String> options)
      throws RenderException {
    return inspection(settings).inspect(scene, options);
  }

  @Override
  public SceneDescription inspectToRender(
      Path scene, BackendSettings settings, Map<String, String> options) throws RenderException {
    return inspection(settings).inspect(scene, options, spare);
  }

  @Override
  public void endWaiting() {
    spare.end();
  }

  private SceneInspection inspection(BackendSettings settings) throws RenderException {
    return new SceneInspection(finder.find(settings.executable()), settings, INSPECT_LIMIT);
  }

  @Override
  public Optional<String> mismatch(
      SceneDescription scene, Map<String, String> options, Capabilities capabilities) {
    return SceneMatch.mismatch(scene, options, capabilities);
  }

  @Override
  public Optional<String> difference(
      SceneDescription scene, Map<String, String> options, Capabilities capabilities) {
    return PictureDifference.of(scene, capabilities);
  }

  @Override
  public Optional<FrameCost> estimate(
      SceneDescription scene, int frame, BackendSettings settings, Map<String, String> options)
      throws RenderException {
    if (!scene.engine().equals("CYCLES")) {
      return Optional.empty();
    }
    return Optional.of(
        new FrameEstimate(finder.find(settings.executable()), settings, InstantSource.system())
            .measure(scene.scene(), frame, options));
  }

  @Override
  public RenderSession open(SessionRequest request) throws RenderException {
    return BlenderSession.open(request, finder.find(request.settings().executable()), spare);
  }
}
