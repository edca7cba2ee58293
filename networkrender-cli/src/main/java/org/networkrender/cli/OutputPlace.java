package org.networkrender.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
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
      Pattern.compile("(?i).*\\.(png|jpe?g|exr|tiff?|bmp|tga|webp|hdr)");

  /**
   * Reads what {@code -o} was given: a directory, or a directory and a name such as {@code
   * out/shot_####.png}.
   */
  static OutputPlace parse(String text) throws RenderException {
    Path path = path(text);
    Path last = path.getFileName();
    boolean directory = text.endsWith("/") || text.endsWith("\\") || last == null;
    if (directory || last == null) {
      return new OutputPlace(path, Optional.empty());
    }
    String name = last.toString();
    if (name.contains("#")) {
      Path parent = path.getParent();
      PictureName picture = Checked.value(() -> new PictureName(name));
      return new OutputPlace(parent == null ? Path.of("") : parent, Optional.of(picture));
    }
    if (PICTURE.matcher(name).matches()) {
      throw RenderException.user(
          "The picture name '" + name + "' has no place for the frame number",
          "Write it with #, for example shot_####.png, or name a directory");
    }
    return new OutputPlace(path, Optional.empty());
  }

  /** Returns the directory for a scene when none was given: {@code shot-frames} for shot.blend. */
  static OutputPlace beside(Path scene) {
    String name = String.valueOf(scene.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return new OutputPlace(Path.of(stem + "-frames"), Optional.empty());
  }

  private static Path path(String text) throws RenderException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw RenderException.user("'" + text + "' is not a path: " + e.getReason(), "");
    }
  }
}
