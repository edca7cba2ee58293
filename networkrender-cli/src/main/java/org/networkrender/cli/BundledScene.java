package org.networkrender.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.networkrender.api.RenderException;

/** The animation that comes with networkrender. */
final class BundledScene {
  private static final String HOME_PROPERTY = "networkrender.home";
  private static final String HOME_VARIABLE = "NETWORKRENDER_HOME";
  private static final List<String> PLACES =
      List.of("scenes/marbles.blend", "examples/scenes/marbles.blend");

  private BundledScene() {}

  static Path find(Map<String, String> environment) throws RenderException {
    String home = System.getProperty(HOME_PROPERTY, environment.getOrDefault(HOME_VARIABLE, ""));
    return in(Path.of(home));
  }

  static Path in(Path home) throws RenderException {
    for (String place : PLACES) {
      Path scene = home.resolve(place);
      if (Files.isRegularFile(scene)) {
        return scene;
      }
    }
    throw RenderException.user(
        "The demo's scene scenes/marbles.blend is not in " + home.toAbsolutePath(),
        "Start the demo with the launcher 'networkrender', or set " + HOME_VARIABLE);
  }
}
