package org.networkrender.cli;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.networkrender.api.PixelSize;
import org.networkrender.api.PlainText;
import org.networkrender.api.RenderException;
import org.networkrender.core.order.JobOrder;
import picocli.CommandLine.Option;

/** What is wanted of a still, and how pictures are cut into tasks. */
final class StillOptions {
  private static final Pattern TILES = Pattern.compile("\\d{1,6}x\\d{1,6}");
  private static final Pattern SCALE = Pattern.compile("(\\d{1,5}(?:\\.\\d{1,6})?)%?");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})x(\\d{1,9})");
  private static final String NONE = "none";
  private static final String TILE_SPLITTER = "tiles";

  /** Splitters that can make nothing of tiles. */
  private static final Set<String> WITHOUT_TILES =
      Set.of(NONE, JobOrder.DEFAULT_SPLITTER, "ranges", "samples");

  @Option(
      names = "--still",
      description =
          "Render one picture on all machines at once: the frame the scene was saved at, or"
              + " --frame N.")
  private boolean still;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "Another picture size than the scene's, in pixels, for example 16384x9216.")
  private Optional<String> size = Optional.empty();

  @Option(
      names = "--scale",
      paramLabel = "PERCENT",
      description = "A bigger or smaller picture than the scene's, for example 200%%.")
  private Optional<String> scale = Optional.empty();

  @Option(
      names = "--split",
      paramLabel = "HOW",
      description = {
        "How the job is cut into tasks: none (whole frames), ranges (several frames a task),"
            + " tiles, samples, or auto (what pays).",
        "auto for a still and none for an animation unless given."
      })
  private Optional<String> splitter = Optional.empty();

  @Option(
      names = "--tiles",
      paramLabel = "CxR",
      description = "Cut each frame into so many columns and rows of tiles, for example 8x6.")
  private Optional<String> tiles = Optional.empty();

  @Option(
      names = "--exact",
      description =
          "Refuse what may differ in its last bits from the picture that one machine makes.")
  private boolean exact;

  boolean still() {
    return still;
  }

  boolean exact() {
    return exact;
  }

  /** Returns the name of the splitter. */
  String splitter() throws RenderException {
    String name = splitter.orElse(usual());
    if (tiles.isPresent() && WITHOUT_TILES.contains(name)) {
      throw RenderException.user(
          "Both --tiles and --split " + name + " are given", "Give one of them");
    }
    return name.equals(NONE) ? JobOrder.DEFAULT_SPLITTER : name;
  }

  private String usual() {
    if (tiles.isPresent()) {
      return TILE_SPLITTER;
    }
    return still ? JobOrder.STILL_SPLITTER : JobOrder.DEFAULT_SPLITTER;
  }

  /** Returns what the backend and the splitter are told, by the names they know. */
  Map<String, String> options() throws RenderException {
    if (size.isPresent() && scale.isPresent()) {
      throw RenderException.user("Both --size and --scale are given", "Give one of them");
    }
    Map<String, String> options = new LinkedHashMap<>();
    if (tiles.isPresent()) {
      options.put("tiles", tiles(tiles.get()));
    }
    if (size.isPresent()) {
      options.put("size", size(size.get()));
    }
    if (scale.isPresent()) {
      options.put("scale", scale(scale.get()));
    }
    return options;
  }

  private static String tiles(String text) throws RenderException {
    if (!TILES.matcher(text).matches() || text.matches("0+x.*|.*x0+")) {
      throw RenderException.user(
          "--tiles " + PlainText.line(text) + " is not columns x rows",
          "Write for example --tiles 8x6: 8 columns and 6 rows");
    }
    return text;
  }

  private static String size(String text) throws RenderException {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw RenderException.user(
          "--size " + PlainText.line(text) + " is not width x height",
          "Write it in pixels, for example --size 16384x9216");
    }
    int width = Integer.parseInt(matcher.group(1));
    int height = Integer.parseInt(matcher.group(2));
    return Checked.value(() -> new PixelSize(width, height)).toString();
  }

  private static String scale(String text) throws RenderException {
    Matcher matcher = SCALE.matcher(text);
    if (!matcher.matches() || new BigDecimal(matcher.group(1)).compareTo(BigDecimal.ONE) < 0) {
      throw RenderException.user(
          "--scale " + PlainText.line(text) + " is not a percentage from 1% on",
          "Write for example --scale 200%");
    }
    return matcher.group(1) + "%";
  }
}
