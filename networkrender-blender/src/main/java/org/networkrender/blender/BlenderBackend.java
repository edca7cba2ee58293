package org.networkrender.blender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.ProviderOption;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.DistantLook;
import org.networkrender.api.backend.FrameCost;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.RenderTraces;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/**
 * Renders with the Blenders of the machine: their own programs, and Pythons that have the module
 * {@code bpy}.
 *
 * <p>Options of a job that it knows: {@code denoise=off} renders without the scene's denoising;
 * {@code format=OPEN_EXR} (or another of Blender's own names) chooses the kind of picture file;
 * {@code scale=200%} or {@code size=16384x9216} makes the picture bigger or smaller than the scene
 * says, undistorted; a border and nodes that count in percent follow; {@code version=4.5} (or
 * {@code 4.5.15}) chooses which of the machine's Blenders renders. {@code scene}, {@code
 * view-layer}, {@code camera}, {@code engine}, {@code samples} and {@code seed} choose what is
 * rendered of the scene, instead of what it was saved with.
 *
 * <p>Features that {@link #probe} tells, beside those that {@link Capabilities} names: {@code
 * denoiser}, {@code osl}, {@code guiding}, {@code graphics} (whether EEVEE and Workbench can draw),
 * each {@code true} or {@code false}; {@code instructions}, the processor's instruction sets that
 * Cycles uses; {@code cpu}, its name; {@code memory}, the bytes of physical memory; and some of
 * Blender's build options by their own names.
 */
public final class BlenderBackend implements RenderBackend {
  private static final String NAME = "blender";
  private static final Duration PROBE_LIMIT = Duration.ofMinutes(2);

  private final InstalledBlenders blenders;
  private final SpareBlender spare;
  private final ChosenColours colours;
  private final AddOnPlaces addOns;
  private final ChosenDevices devices;
  private final BlenderLooks looks;

  /** Creates the backend; does nothing until it is used. */
  public BlenderBackend() {
    this(
        BlenderFinder.ofThisMachine(),
        PROBE_LIMIT,
        SpareBlender.PATIENCE,
        ProbeMemory.ofThisUser(),
        System.getenv());
  }

  BlenderBackend(BlenderFinder finder, Duration probeLimit) {
    this(finder, probeLimit, SpareBlender.PATIENCE, ProbeMemory.none(), Map.of());
  }

  BlenderBackend(
      BlenderFinder finder,
      Duration probeLimit,
      Duration patience,
      ProbeMemory memory,
      Map<String, String> environment) {
    this.blenders = new InstalledBlenders(NAME, finder, probeLimit, memory);
    this.devices = new ChosenDevices(blenders);
    this.spare = new SpareBlender(patience);
    this.colours = new ChosenColours(environment);
    this.addOns = AddOnPlaces.of(BlenderFinder.Platform.ofThisMachine(), environment);
    this.looks = new BlenderLooks(blenders, colours, addOns);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Renders .blend scenes with the Blenders that are installed";
  }

  @Override
  public List<ProviderOption> options() {
    return BlenderOptions.ALL;
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
  public List<Capabilities> probe(BackendSettings settings) throws RenderException {
    return devices.blenders(settings).stream().map(InstalledBlender::capabilities).toList();
  }

  @Override
  public List<String> deviceOfEachSlot(BackendSettings settings) throws RenderException {
    return devices.ofEachSlot(settings);
  }

  @Override
  public Optional<String> deviceOf(
      SceneDescription scene, Map<String, String> options, Capabilities capabilities) {
    return Optional.of(SceneDevice.of(properties(scene), capabilities))
        .filter(device -> !device.isProcessor())
        .map(SceneDevice::words);
  }

  @Override
  public SceneDescription inspect(Path scene, BackendSettings settings, Map<String, String> options)
      throws RenderException {
    return looks.inspect(scene, settings, options, SceneLook::close);
  }

  @Override
  public SceneDescription inspectToRender(
      Path scene, BackendSettings settings, Map<String, String> options) throws RenderException {
    // What code of others has left in it is nobody else's.
    return looks.inspect(
        scene,
        settings,
        options,
        runsScripts(options) ? SceneLook::close : look -> look.handTo(spare));
  }

  @Override
  public List<Capabilities> inspectors(
      Path scene, Map<String, String> options, List<Capabilities> others) throws RenderException {
    return BlenderLooks.inspectors(scene, options, others);
  }

  @Override
  public String look(SessionRequest request) throws RenderException {
    return looks.look(request);
  }

  @Override
  public DistantLook describe(Path scene, String told, List<Path> seen, Map<String, String> options)
      throws RenderException {
    return looks.describe(scene, told, seen, options);
  }

  @Override
  public Optional<String> bakeFault(Path file) {
    return BakedFile.fault(file);
  }

  @Override
  public List<String> movieTypes() {
    return MovieFiles.TYPES;
  }

  @Override
  public boolean isWaiting() {
    return spare.isThere();
  }

  @Override
  public void endWaiting() {
    spare.end();
  }

  @Override
  public boolean takesContent() {
    return true;
  }

  @Override
  public Optional<String> kindOf(Path file) {
    return recognises(file) ? Optional.of(AssetContent.SCENE) : AssetContent.kindOf(file);
  }

  @Override
  public boolean isChosenByUser(Path file, Map<String, String> options) {
    try {
      return colours.has(file)
          || (AddOns.areWanted(options)
              && (AddOns.isGiven(file, options) || addOns.have(file, AddOns.names(options))));
    } catch (RenderException e) {
      // Whoever looks into the scene is told what is wrong with the options.
      return false;
    }
  }

  @Override
  public List<Path> givenFiles(Map<String, String> options) throws RenderException {
    return AddOns.files(options);
  }

  @Override
  public boolean runsScripts(Map<String, String> options) {
    return "on".equals(options.get(BlenderOptions.SCRIPTS)) || AddOns.areWanted(options);
  }

  @Override
  public Optional<String> mismatch(
      SceneDescription scene, Map<String, String> options, Capabilities capabilities) {
    return SceneMatch.mismatch(properties(scene), options, capabilities);
  }

  @Override
  public Optional<String> partMismatch(
      SceneDescription scene, Map<String, String> options, Capabilities capabilities) {
    return SceneMatch.partMismatch(properties(scene), capabilities);
  }

  @Override
  public SceneDescription forFarm(
      SceneDescription scene, Map<String, String> options, List<Capabilities> slots) {
    return FarmDevice.of(scene, properties(scene), slots);
  }

  @Override
  public boolean dependsOnFarm(SceneDescription scene, Map<String, String> options) {
    return FarmDevice.isAsked(properties(scene));
  }

  @Override
  public String partSource(SceneDescription scene) {
    return FarmDevice.source(scene.properties());
  }

  @Override
  public RenderTraces traces(SceneDescription scene) {
    return Traces.read(scene.properties());
  }

  private static Map<String, String> properties(SceneDescription scene) {
    Map<String, String> properties = new HashMap<>(scene.properties());
    properties.putIfAbsent(SceneProperties.SAVED_BY, scene.rendererVersion());
    properties.putIfAbsent(SceneProperties.ENGINES, scene.engine());
    return properties;
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
    Installation blender = fitting(settings, scene.properties(), options);
    return Optional.of(
        new FrameEstimate(
                Launch.of(
                    blender,
                    settings,
                    scene.properties().getOrDefault(SceneProperties.COLOURS, "")),
                settings,
                devices.ofMeasuring(settings, scene.properties(), blender),
                InstantSource.system())
            .measure(scene, frame, options));
  }

  @Override
  public boolean isUsersOwn(ProcessHandle process) {
    return UsersBlender.is(process);
  }

  @Override
  public RenderSession open(SessionRequest request) throws RenderException {
    Installation blender = fitting(request.settings(), request.properties(), request.options());
    return BlenderSession.open(
        request,
        blender,
        blenders.told(blender),
        devices.ofScene(request.settings(), request.properties(), blender),
        devices.health(),
        spare);
  }

  /** Returns which of this machine's Blenders renders a scene. */
  private Installation fitting(
      BackendSettings settings, Map<String, String> properties, Map<String, String> options)
      throws RenderException {
    List<Installation> found = blenders.find(settings);
    if (found.size() == 1) {
      return found.get(0);
    }
    return InstalledBlender.fitting(devices.blenders(settings), properties, options)
        .map(InstalledBlender::installation)
        .orElseThrow(
            () ->
                new RenderException(
                    ErrorKind.REFUSED,
                    "this machine does not have Blender "
                        + properties.getOrDefault(SceneProperties.VERSION, "")
                        + " any more",
                    "Start the worker there anew, so that it tells which Blender it has"));
  }
}
