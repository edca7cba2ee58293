package org.networkrender.blender;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;

/** Checks the options that make the picture bigger or smaller than the scene says. */
final class PictureScale {
  private static final Pattern PERCENT = Pattern.compile("\\d{1,5}(?:\\.\\d{1,6})?%");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
  private static final BigDecimal LEAST = BigDecimal.ONE;
  private static final BigDecimal MOST = BigDecimal.valueOf(10_000);

  private PictureScale() {}

  /**
   * Refuses what the scripts could not follow.
   *
   * @throws RenderException of kind USER, with an example of a good value
   */
  static void check(Map<String, String> options) throws RenderException {
    String scale = options.getOrDefault(BlenderOptions.SCALE, "");
    String size = options.getOrDefault(BlenderOptions.SIZE, "");
    if (!scale.isEmpty() && !size.isEmpty()) {
      throw RenderException.user(
          "A scale and a size cannot both be given", "Leave out --scale or --size");
    }
    if (!scale.isEmpty() && !isScale(scale)) {
      throw RenderException.user(
          "The scale '" + scale + "' is not a percentage from 1% to 10000%",
          "Give one such as --scale 200%");
    }
    if (!size.isEmpty() && !isSize(size)) {
      throw RenderException.user(
          "The size '" + size + "' is not two numbers of pixels from 1 to " + PixelSize.MAX_SIDE,
          "Give one such as --size 16384x9216");
    }
  }

  private static boolean isScale(String text) {
    if (!PERCENT.matcher(text).matches()) {
      return false;
    }
    BigDecimal percent = new BigDecimal(text.substring(0, text.length() - 1));
    return percent.compareTo(LEAST) >= 0 && percent.compareTo(MOST) <= 0;
  }

  private static boolean isSize(String text) {
    Matcher matcher = SIZE.matcher(text);
    return matcher.matches() && isSide(matcher.group(1)) && isSide(matcher.group(2));
  }

  private static boolean isSide(String digits) {
    int side = Integer.parseInt(digits);
    return side >= 1 && side <= PixelSize.MAX_SIDE;
  }
}
