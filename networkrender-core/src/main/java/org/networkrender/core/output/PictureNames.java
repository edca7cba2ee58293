package org.networkrender.core.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.RenderException;

/** Names of pictures as a user wants them. */
public final class PictureNames {
  private static final Pattern EXTENSION =
      Pattern.compile("(?i)png|jpe?g|exr|tiff?|bmp|tga|webp|hdr|jp2|j2c|dpx|cin|rgb");

  private PictureNames() {}

  /**
   * Puts the user's name in the place of the scene's own, up to the frame number; a name without
   * {@code #} stands for both. What follows the frame number stays the scene's: the view of a
   * stereo pair, and the extension that tells the format.
   *
   * @throws RenderException of kind {@code USER} if a name without {@code #} is for several frames
   *     or has the extension of another format
   */
  public static List<PictureName> of(
      List<PictureName> scene, Optional<PictureName> chosen, FrameSet frames)
      throws RenderException {
    List<PictureName> names = chosen.isPresent() ? new ArrayList<>() : scene;
    if (chosen.isPresent()) {
      for (PictureName own : scene) {
        names.add(merge(chosen.get(), own));
      }
    }
    for (PictureName name : names) {
      if (frames.size() > 1 && !name.hasFrameNumber()) {
        throw RenderException.user(
            "The picture name '" + name.pattern() + "' has no place for the frame number",
            "Write it with #, for example shot_####.png");
      }
    }
    return names;
  }

  private static PictureName merge(PictureName chosen, PictureName own) throws RenderException {
    String pattern = chosen.pattern();
    String rest = own.pattern().substring(own.pattern().lastIndexOf('#') + 1);
    String name =
        chosen.hasFrameNumber()
            ? pattern.substring(0, pattern.lastIndexOf('#') + 1)
            : withoutExtension(pattern, extension(own.pattern()));
    try {
      return new PictureName(name + rest);
    } catch (IllegalArgumentException e) {
      throw new RenderException(
          ErrorKind.USER,
          "'" + name + rest + "' cannot be the name of a picture",
          "Choose another name with -o",
          e);
    }
  }

  private static String withoutExtension(String name, String format) throws RenderException {
    String given = extension(name);
    String stem = name.substring(0, name.length() - given.length());
    if (format(given).equals(format(format))) {
      return stem;
    }
    if (!given.isEmpty() && EXTENSION.matcher(given.substring(1)).matches()) {
      throw RenderException.user(
          "The picture would be " + stem + format + ", not " + name,
          "Name it so, or choose another format with --format");
    }
    return name;
  }

  /** Returns {@code .png} of {@code big.png}; empty where there is none. */
  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(dot) : "";
  }

  private static String format(String extension) {
    String lower = extension.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case ".jpeg" -> ".jpg";
      case ".tiff" -> ".tif";
      default -> lower;
    };
  }
}
