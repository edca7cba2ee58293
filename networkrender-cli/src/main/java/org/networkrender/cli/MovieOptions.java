package org.networkrender.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.networkrender.core.order.MovieRules;
import picocli.CommandLine.Option;

/** Which movie is made of the frames. */
final class MovieOptions {
  @Option(
      names = "--movie",
      paramLabel = "FILE",
      description =
          "Make a movie of the frames, for example film.mp4. A scene that is set to make one gets it"
              + " anyway, beside its pictures and under its own name unless given here.")
  private Optional<Path> movie = Optional.empty();

  @Option(names = "--discard-frames", description = "Remove the pictures when the movie is there.")
  private boolean discardFrames;

  MovieRules rules() {
    return new MovieRules(movie, discardFrames);
  }
}
