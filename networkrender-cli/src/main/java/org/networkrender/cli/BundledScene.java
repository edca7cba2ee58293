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
    String distribution = System.getProperty(HOME_PROPERTY, "");
    String given = environment.getOrDefault(HOME_VARIABLE, distribution);
    return in(List.of(Path.of(distribution), Path.of(given)));
  }

  static Path in(List<Path> homes) throws RenderException {
    for (Path home : homes) {
      for (String place : PLACES) {
        Path scene = home.resolve(place);
        if (Files.isRegularFile(scene)) {
          return scene;
        }
      }
    }
    throw RenderException.user(
        "The demo's scene marbles.blend is not there",
        "Start the demo with the launcher of networkrender, or name its folder in "
            + HOME_VARIABLE);
  }
}
