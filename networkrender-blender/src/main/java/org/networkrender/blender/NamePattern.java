package org.networkrender.blender;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that one name in a scene stands for. {@code file_groups.py} has the same rules. */
final class NamePattern {
  private static final Pattern TOKEN = Pattern.compile("<UDIM>|<UVTILE>");
  private static final Map<String, String> NUMBERS =
      Map.of("<UDIM>", "[0-9]{4}", "<UVTILE>", "u[0-9]+_v[0-9]+");

  /** The last digits before the extension. */
  private static final Pattern NUMBERED = Pattern.compile("(?s)(.*?)([0-9]+)([^0-9]*)");

  private NamePattern() {}

  /** Returns what the names of a tiled picture match, or empty when a name is none of one. */
  static Optional<Pattern> ofTiles(String name) {
    Matcher token = TOKEN.matcher(name);
    if (!token.find()) {
      return Optional.empty();
    }
    return Optional.of(
        Pattern.compile(
            Pattern.quote(name.substring(0, token.start()))
                + NUMBERS.get(token.group())
                + Pattern.quote(name.substring(token.end()))));
  }

  /** Returns what the names of a numbered sequence match, or empty when a name has no number. */
  static Optional<Pattern> ofSequence(String name) {
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    Matcher numbered = NUMBERED.matcher(stem);
    if (!numbered.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        Pattern.compile(
            Pattern.quote(numbered.group(1))
                + "[0-9]+"
                + Pattern.quote(numbered.group(3) + name.substring(stem.length()))));
  }

  /** Returns what the name of a file stands for beside itself. */
  static Optional<Pattern> of(Path file, boolean sequence) {
    Path name = file.getFileName();
    if (name == null) {
      return Optional.empty();
    }
    Optional<Pattern> tiles = ofTiles(name.toString());
    return tiles.isEmpty() && sequence ? ofSequence(name.toString()) : tiles;
  }
}
