package org.networkrender.core.order;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which movie is made of the frames of an animation. A scene that makes one itself gets it anyway,
 * in the directory of the pictures, unless another format of pictures is ordered.
 *
 * @param file where it goes, absolute; empty for where the scene says. Its extension chooses the
 *     kind of movie where the scene makes none itself. Of a scene of several views each movie gets
 *     the name of its view before the extension
 * @param discardFrames whether the pictures are removed when the movies are there; a job that finds
 *     its movies then renders nothing
 */
public record MovieRules(Optional<Path> file, boolean discardFrames) {
  /** The movie that the scene makes, if it makes one, beside the pictures. */
  public static final MovieRules DEFAULT = new MovieRules(Optional.empty(), false);

  /** Makes the path absolute. */
  public MovieRules {
    file = file.map(path -> path.toAbsolutePath().normalize());
  }

  /** Returns the same with a movie of any animation in a file. */
  public MovieRules withFile(Path movie) {
    return new MovieRules(Optional.of(movie), discardFrames);
  }

  /** Returns the same so that the pictures do not stay. */
  public MovieRules discardingFrames() {
    return new MovieRules(file, true);
  }
}
