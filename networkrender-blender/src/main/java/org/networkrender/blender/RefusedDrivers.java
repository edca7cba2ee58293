package org.networkrender.blender;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;

/**
 * Drivers that would run Python, and that Blender leaves out while it renders. Where the look into
 * the scene has told of such drivers, somebody knows and renders all the same. Where it has told of
 * none, no picture may differ without a word.
 *
 * <p>Blender says so once in a session for each expression: what it has said once holds for all
 * frames. What it says while it opens the scene does not count, since the look has heard it too.
 */
final class RefusedDrivers {
  private static final Pattern REFUSED =
      Pattern.compile(
          "restricted access disallows|skipping driver .* automatic scripts are disabled");
  private static final Pattern EXPRESSION =
      Pattern.compile("^Error in PyDriver: expression failed: (.*)");

  private final boolean expected;
  private boolean listening;
  private boolean refused;
  private @Nullable String expression;

  /** Listens to a session of a scene with these properties. */
  RefusedDrivers(Map<String, String> properties) {
    this.expected = Boolean.parseBoolean(properties.get(SceneProperties.REFUSED_DRIVERS));
  }

  /** The scene is open: what is said from now on counts. */
  synchronized void listen() {
    listening = !expected;
  }

  /** Takes a line that Blender printed. */
  synchronized void line(String line) {
    if (!listening) {
      return;
    }
    if (!refused) {
      refused = REFUSED.matcher(line).find() && ProgressLine.parse(line).isEmpty();
    } else if (expression == null) {
      Matcher failed = EXPRESSION.matcher(BlenderLine.plain(line));
      expression = failed.find() ? failed.group(1) : null;
    }
  }

  /** Returns why no frame of this session is the author's, if so. */
  synchronized Optional<RenderException> failure() {
    return refused
        ? Optional.of(
            RenderException.user(
                "The scene has a driver that runs Python, which is disabled"
                    + (expression == null ? "" : ": " + FailureTable.quote(expression)),
                "Let scripts of the scene run (--scripts), or write the driver without Python"))
        : Optional.empty();
  }
}
