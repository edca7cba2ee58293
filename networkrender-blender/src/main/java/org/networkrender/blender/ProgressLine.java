package org.networkrender.blender;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line by which Blender tells how a frame comes along, such as {@code Fra:1 Mem:15.94M (Peak
 * 17.70M) | Time:00:00.48 | Remaining:01:53.74 | ... | Sample 129/600}.
 *
 * @param fraction how much of the samples is done, 0 to 1; 0 where the line does not tell
 * @param note the last part of the line
 */
record ProgressLine(double fraction, String note) {
  private static final int MAX_NOTE = 80;
  private static final Pattern LINE = Pattern.compile("^Fra: ?-?\\d+ .*");

  /** What our script says while simulations are baked. */
  private static final Pattern BAKED =
      Pattern.compile("bake: (\\d{1,9})/(\\d{1,9}) ([ -~]{1," + MAX_NOTE + "})");

  private static final Pattern TILES = Pattern.compile("Rendered (\\d{1,9})/(\\d{1,9}) Tiles");

  /**
   * Cycles counts {@code Sample a/b}, EEVEE {@code Rendering a / b samples}; our script counts the
   * frames of a movie.
   */
  private static final Pattern SAMPLES =
      Pattern.compile("(?:Sample|Rendering|Encoding) (\\d{1,9}) ?/ ?(\\d{1,9})");

  static Optional<ProgressLine> parse(String line) {
    Matcher baked = BAKED.matcher(line);
    if (baked.matches()) {
      return Optional.of(new ProgressLine(ratio(baked), baked.group(3)));
    }
    if (!LINE.matcher(line).matches()) {
      return Optional.empty();
    }
    String note = line.substring(line.lastIndexOf('|') + 1).strip();
    return Optional.of(
        new ProgressLine(fraction(line), note.substring(0, Math.min(MAX_NOTE, note.length()))));
  }

  private static double fraction(String line) {
    double samples = ratio(SAMPLES.matcher(line));
    Matcher tiles = TILES.matcher(line);
    if (tiles.find() && Integer.parseInt(tiles.group(2)) > 0) {
      double all = Integer.parseInt(tiles.group(2));
      return Math.min(1, (Integer.parseInt(tiles.group(1)) + samples) / all);
    }
    return samples;
  }

  private static double ratio(Matcher matcher) {
    if (!matcher.reset().find() || Integer.parseInt(matcher.group(2)) == 0) {
      return 0;
    }
    double done = Integer.parseInt(matcher.group(1));
    return Math.min(1, done / Integer.parseInt(matcher.group(2)));
  }
}
