package org.networkrender.blender;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.DistantLook;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/** Looks into scenes, with the Blenders of this machine or by what another machine has told. */
final class BlenderLooks {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final InstalledBlenders blenders;
  private final ChosenColours colours;
  private final AddOnPlaces addOns;

  BlenderLooks(InstalledBlenders blenders, ChosenColours colours, AddOnPlaces addOns) {
    this.blenders = blenders;
    this.colours = colours;
    this.addOns = addOns;
  }

  /**
   * Looks with the Blender that fits a scene best: see {@link RenderBackend#inspect}.
   *
   * @param after what is done with the Blender that has looked
   */
  SceneDescription inspect(
      Path scene, BackendSettings settings, Map<String, String> options, Consumer<SceneLook> after)
      throws RenderException {
    Optional<String> wish = wish(options);
    AddOns.check(options);
    BlenderHeader header = SceneInspection.header(SceneContent.of(scene, options).file());
    List<Installation> found = blenders.find(settings);
    if (found.size() == 1 && wish.isEmpty()) {
      return inspect(scene, found.get(0), settings, options, after);
    }
    BlenderChoice choice = new BlenderChoice(blenders.ask(settings), wish);
    Installation first = choice.choose(header.version()).installation();
    SceneDescription description = inspect(scene, first, settings, options, after);
    // Of a compressed file it is known only now who saved it.
    Installation second =
        choice.choose(BlenderVersion.parse(description.rendererVersion())).installation();
    return second.equals(first) ? description : inspect(scene, second, settings, options, after);
  }

  private SceneDescription inspect(
      Path scene,
      Installation blender,
      BackendSettings settings,
      Map<String, String> options,
      Consumer<SceneLook> after)
      throws RenderException {
    ColourConfiguration chosen = colours.read();
    Launch launch = Launch.of(blender, settings, chosen.name());
    SceneInspection inspection = new SceneInspection(launch, settings, addOns, LIMIT);
    return chosen.into(inspection.inspect(scene, options, after));
  }

  /** Returns who else may look: see {@link RenderBackend#inspectors}. */
  static List<Capabilities> inspectors(
      Path scene, Map<String, String> options, List<Capabilities> others) throws RenderException {
    Optional<String> wish = wish(options);
    Path content = SceneContent.of(scene, options).file();
    return Inspectors.of(SceneInspection.header(content).version(), wish, others);
  }

  /** Looks into a scene of another machine: see {@link RenderBackend#look}. */
  String look(SessionRequest request) throws RenderException {
    Map<String, String> options = request.options();
    Optional<String> wish = wish(options);
    BlenderHeader header = SceneInspection.header(request.scene());
    BlenderChoice choice = new BlenderChoice(blenders.ask(request.settings()), wish);
    Installation blender = choice.choose(header.version()).installation();
    String there = SessionProtocol.pathThere(request);
    String directory = there.substring(0, Math.max(0, there.replace('\\', '/').lastIndexOf('/')));
    Launch launch = Launch.of(blender, request.settings(), "");
    return new SceneInspection(launch, request.settings(), addOns, LIMIT)
        .look(request.scene(), request.files(), directory, options)
        .text();
  }

  /** Understands what another machine has told: see {@link RenderBackend#describe}. */
  DistantLook describe(Path scene, String told, List<Path> seen, Map<String, String> options)
      throws RenderException {
    SceneFindings findings = SceneFindings.parse(told);
    try {
      SceneFiles files =
          new SpelledFiles(SceneContent.of(scene, options), seen).of(findings.named());
      SceneDescription found = findings.describe(scene, options, files);
      SceneDescription description =
          colours.read().into(AddOns.into(found, options, findings.result(), false));
      return new DistantLook(
          description, files.libraries().filter(file -> !seen.contains(file)).toList());
    } catch (RuntimeException e) {
      throw SceneFindings.notValid(e);
    }
  }

  /** Returns which version the user wants, if any. */
  private static Optional<String> wish(Map<String, String> options) throws RenderException {
    Optional<String> wish = Optional.ofNullable(options.get(BlenderOptions.VERSION));
    BlenderChoice.check(wish);
    return wish;
  }
}
