package org.networkrender.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.networkrender.api.FileNames;
import org.networkrender.api.RenderException;
import picocli.CommandLine.Option;

/** Which programs go with a scene, and which of its own may run. */
final class ScriptOptions {
  @Option(
      names = "--addon",
      paramLabel = "ZIP|NAME",
      description =
          "Enable this add-on for the job, here and on the workers, with its own defaults: a ZIP"
              + " file that is sent, or the name of one that is installed for this Blender. May be"
              + " given several times. Workers need --allow-scripts.")
  private List<String> addOns = new ArrayList<>();

  @Option(
      names = "--scripts",
      description =
          "Let the scene's registered texts, its drivers and its Freestyle styles run Python, here"
              + " and on the workers. Workers need --allow-scripts.")
  private boolean scripts;

  /** Returns them as the renderer reads them. */
  Map<String, String> options() throws RenderException {
    Map<String, String> options = new LinkedHashMap<>();
    if (scripts) {
      options.put("scripts", "on");
    }
    List<String> lines = new ArrayList<>();
    for (String each : addOns) {
      String text = each.strip();
      if (text.isEmpty() || text.lines().count() > 1) {
        throw RenderException.user("This is no add-on: '" + each + "'", "Name a ZIP file");
      }
      // The same file is the same job from wherever it is named.
      boolean file = text.matches("(?i).*\\.(zip|py)|.*[/\\\\].*");
      lines.add(file ? FileNames.path(text).toAbsolutePath().normalize().toString() : text);
    }
    if (!lines.isEmpty()) {
      options.put("addons", String.join("\n", lines));
    }
    return options;
  }
}
