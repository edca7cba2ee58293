package org.networkrender.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.networkrender.api.FileNames;
import org.networkrender.api.PictureName;
import org.networkrender.api.RenderException;

/**
 * Where pictures go.
 *
 * @param directory the directory
 * @param picture how they are named, or empty for the scene's own names
 */
record OutputPlace(Path directory, Optional<PictureName> picture) {
  private static final Pattern PICTURE =
      Pattern.compile("(?i).*\\.(png|jpe?g|exr|tiff?|bmp|tga|webp|hdr|jp2|j2c|dpx|cin|rgb)");

  /**
   * Reads what {@code -o} was given: a directory, or a directory and a name such as {@code
   * out/shot_####.png}.
   *
   * @param single whether only one frame is wanted, so that {@code out/big.png} is a name too
   */
  static OutputPlace parse(String text, boolean single) throws RenderException {
    Path path = FileNames.path(text);
    Path last = path.getFileName();
    boolean directory = text.endsWith("/") || text.endsWith("\\") || last == null;
    if (directory || last == null) {
      return new OutputPlace(path, Optional.empty());
    }
    String name = last.toString();
    boolean picture = PICTURE.matcher(name).matches();
    if (name.contains("#") || (picture && single)) {
      Path parent = path.getParent();
      PictureName named = Checked.value(() -> new PictureName(name));
      return new OutputPlace(parent == null ? Path.of("") : parent, Optional.of(named));
    }
    if (picture) {
      throw RenderException.user(
          "The picture name '" + name + "' has no place for the frame number",
          "Write it with #, for example shot_####.png, name a directory, or render a --still");
    }
    return new OutputPlace(path, Optional.empty());
  }

  /**
   * Returns the directory for a scene when none was given: for shot.blend {@code shot-frames}, or
   * {@code shot-still}, so that a bigger still does not take the place of a frame.
   */
  static OutputPlace beside(Path scene, boolean still) {
    String name = String.valueOf(scene.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return new OutputPlace(Path.of(stem + (still ? "-still" : "-frames")), Optional.empty());
  }
}
