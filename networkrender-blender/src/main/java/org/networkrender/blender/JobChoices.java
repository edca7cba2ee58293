package org.networkrender.blender;

import java.util.Map;
import java.util.regex.Pattern;
import org.networkrender.api.RenderException;

/** Checks the options that choose what is rendered of a scene, as far as that needs no Blender. */
final class JobChoices {
  /** Cycles allows no more. */
  private static final int MOST_SAMPLES = 1 << 24;

  private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");

  private JobChoices() {}

  /**
   * Refuses what the scripts could not follow.
   *
   * @throws RenderException of kind USER, with an example of a good value
   */
  static void check(Map<String, String> options) throws RenderException {
    number(options, BlenderOptions.SAMPLES, 1, MOST_SAMPLES);
    number(options, BlenderOptions.SEED, 0, Integer.MAX_VALUE);
    String scripts = options.getOrDefault(BlenderOptions.SCRIPTS, "off");
    if (!scripts.equals("on") && !scripts.equals("off")) {
      throw RenderException.user(
          "The option " + BlenderOptions.SCRIPTS + " is neither on nor off: " + scripts,
          "Give one of them");
    }
  }

  private static void number(Map<String, String> options, String name, long least, long most)
      throws RenderException {
    String text = options.getOrDefault(name, "");
    if (text.isEmpty() && !options.containsKey(name)) {
      return;
    }
    boolean good =
        NUMBER.matcher(text).matches()
            && Long.parseLong(text) >= least
            && Long.parseLong(text) <= most;
    if (!good) {
      throw RenderException.user(
          "The option " + name + " is no number from " + least + " to " + most + ": " + text,
          "Give one, for example 128");
    }
  }
}
