package org.networkrender.blender;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.MovieRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of a movie, what is left of one that was not made, and why it was not. */
final class MovieFiles {
  /** The kinds of movies that the script knows, by their extensions; the usual one first. */
  static final List<String> TYPES = List.of("mp4", "mkv", "mov", "webm", "avi", "ogv");

  private static final Logger LOG = LoggerFactory.getLogger(MovieFiles.class);

  /** How the script calls a movie until it is whole. */
  private static final String UNFINISHED = "networkrender_movie";

  private MovieFiles() {}

  /** Makes room for the file. */
  static PictureFiles prepare(MovieRequest movie) throws RenderException {
    try {
      Files.deleteIfExists(movie.file());
    } catch (IOException e) {
      throw PictureFiles.disk(e);
    }
    return new PictureFiles(List.of(movie.file()), 1, Optional.empty());
  }

  /** Removes what is there of a movie that did not become whole; the directory is its own. */
  static void removeUnfinished(MovieRequest movie) {
    Path directory = Objects.requireNonNull(movie.file().toAbsolutePath().getParent());
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, UNFINISHED + "*")) {
      for (Path each : left) {
        Files.deleteIfExists(each);
      }
      Files.deleteIfExists(movie.file());
    } catch (IOException e) {
      // On Windows a Blender that is ending still holds it; whoever made the directory removes it.
      LOG.debug("Cannot remove an unfinished movie: {}", e.getMessage());
    }
  }

  /** Returns the error, if the script failed because there is no movie. */
  static Optional<RenderException> failure(SessionProtocol.Failed failed, FrameWatch current) {
    String[] parts = failed.message().split("\n", 2);
    String text = FailureTable.quote(parts[0]);
    String advice = parts.length > 1 ? FailureTable.quote(parts[1]) : "";
    return switch (failed.type()) {
      case "MovieLack" -> Optional.of(new RenderException(ErrorKind.REFUSED, text, advice));
      case "MovieFault" -> Optional.of(RenderException.user(text, advice));
      case "MovieLost" ->
          current
              .failure()
              .filter(known -> known.kind() == ErrorKind.RESOURCE)
              .or(() -> FailureTable.ofLine(failed.message()))
              .or(
                  () ->
                      Optional.of(
                          new RenderException(
                              ErrorKind.WORKER, "Blender did not finish the movie: " + text, "")));
      default -> Optional.empty();
    };
  }
}
