package org.networkrender.blender;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Blender says while it opens a scene, of what speaks for another picture than the author's.
 */
final class LoadLog {
  private static final int MOST_LINES = 200;
  private static final int LONGEST = 500;
  private static final int MOST_TOLD = 10;

  private static final Pattern ENGINE =
      Pattern.compile("Engine '(.*)' not available for scene '(.*)' \\(an add-on");
  private static final Pattern COLOUR =
      Pattern.compile(
          "^(?:Color management: |WARNING )(.*?) ?\\b(view|look|colorspace|display) \"(.*)\""
              + "(?: used by (.*?))? not found");
  private static final Pattern SPOKEN = Pattern.compile("^(?:Warning|Error): (.*)");

  /** What is told elsewhere, and better. */
  private static final Pattern TOLD =
      Pattern.compile(
          "Unable to open '|Unable to pack file|libraries and .* linked data-blocks are missing"
              + "|expect loss of data|newer version of Blender");

  // Kept apart: however many warnings there are, none of them may hide that something is lacking.
  private final Set<String> lacking = new LinkedHashSet<>();
  private final Set<String> warning = new LinkedHashSet<>();

  /** Takes a line; keeps it if it says anything of the scene. */
  synchronized void add(String line) {
    String plain = BlenderLine.plain(line);
    if (lack(plain).isPresent()) {
      keep(lacking, plain);
    } else if (warning(plain).isPresent()) {
      keep(warning, plain);
    }
  }

  private static void keep(Set<String> lines, String line) {
    if (lines.size() < MOST_LINES) {
      lines.add(line.length() <= LONGEST ? line : line.substring(0, LONGEST));
    }
  }

  synchronized List<String> list() {
    return Stream.concat(lacking.stream(), warning.stream()).toList();
  }

  /** Returns what this Blender lacks, by such lines. */
  static List<String> lacks(List<String> lines) {
    return lines.stream().flatMap(line -> lack(line).stream()).distinct().toList();
  }

  /** Returns what else a person should know, by such lines. */
  static List<String> warnings(List<String> lines) {
    List<String> all =
        lines.stream()
            .filter(line -> lack(line).isEmpty())
            .flatMap(line -> warning(line).stream())
            .distinct()
            .toList();
    List<String> told = new ArrayList<>(all.subList(0, Math.min(MOST_TOLD, all.size())));
    if (all.size() > MOST_TOLD) {
      told.add("Blender says " + (all.size() - MOST_TOLD) + " more such lines of the scene");
    }
    return told;
  }

  private static Optional<String> lack(String line) {
    Matcher engine = ENGINE.matcher(line);
    if (engine.find()) {
      return Optional.of(
          "the engine "
              + FailureTable.quote(engine.group(1))
              + " of the scene "
              + FailureTable.quote(engine.group(2))
              + ", which this Blender does not have (if an add-on brings it: --addon ZIP or NAME)");
    }
    Matcher colour = COLOUR.matcher(line);
    if (!colour.find()) {
      return Optional.empty();
    }
    String owner = Optional.ofNullable(colour.group(4)).orElse(colour.group(1)).strip();
    String kind =
        switch (colour.group(2)) {
          case "view" -> "the view transform ";
          case "colorspace" -> "the colour space ";
          case "display" -> "the display device ";
          default -> "the look ";
        };
    return Optional.of(
        kind
            + FailureTable.quote(colour.group(3))
            + (owner.isEmpty() ? "" : " of the " + FailureTable.quote(owner))
            + ", which the colour configuration here does not have");
  }

  private static Optional<String> warning(String line) {
    Matcher spoken = SPOKEN.matcher(line);
    return spoken.find() && !TOLD.matcher(line).find()
        ? Optional.of("Blender says of the scene: " + FailureTable.quote(spoken.group(1)))
        : Optional.empty();
  }
}
