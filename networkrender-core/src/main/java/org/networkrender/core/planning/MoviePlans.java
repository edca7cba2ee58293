package org.networkrender.core.planning;

import com.google.common.io.MoreFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.MovieFile;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.core.assembly.MoviePlan;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.Notice;
import org.networkrender.core.output.FrameFiles;
import org.networkrender.core.output.FrameFiles.FrameFile;
import org.networkrender.core.output.OutputDirectory;

/** Which movies a job makes of its frames, and where they go. */
final class MoviePlans {
  private final JobOrder order;
  private final RenderBackend backend;
  private final SceneDescription scene;
  private final List<PictureName> pictures;
  private final FrameSet frames;

  /**
   * Prepares.
   *
   * @param pictures the names of the pictures of a frame
   * @param frames all frames of the order
   */
  MoviePlans(
      JobOrder order,
      RenderBackend backend,
      SceneDescription scene,
      List<PictureName> pictures,
      FrameSet frames) {
    this.order = order;
    this.backend = backend;
    this.scene = scene;
    this.pictures = pictures;
    this.frames = frames;
  }

  /**
   * Returns the movies.
   *
   * @param identity what the pictures are made from
   * @param notices is told what a person should know
   * @throws RenderException of kind {@code USER} if one is ordered that cannot be made
   */
  List<MoviePlan> plan(Sha256 identity, Consumer<Notice> notices) throws RenderException {
    List<Path> places = places(notices);
    if (places.isEmpty() && order.movie().discardFrames()) {
      throw RenderException.user(
          "There is no movie for which the pictures could be discarded",
          "Leave out --discard-frames, or name a movie with --movie");
    }
    List<MoviePlan> plans = new ArrayList<>();
    Path home = order.output().toAbsolutePath().normalize();
    for (int i = 0; i < places.size(); i++) {
      Path place = places.get(i);
      checkPlace(place);
      if (places.indexOf(place) < i) {
        throw refused(place, "would be made of the pictures of two views");
      }
      if (place.startsWith(home.resolve(OutputDirectory.HIDDEN))) {
        throw refused(place, "would lie among the notes of the job");
      }
      FrameFile file =
          new FrameFile(
              onItsWay(i, extension(place)),
              FrameFiles.from(home, Objects.requireNonNull(place.getParent()))
                  + place.getFileName(),
              FrameFile.Kind.MOVIE);
      plans.add(new MoviePlan(i, file, frames, identity(identity, i)));
    }
    return plans;
  }

  private static String onItsWay(int index, String extension) {
    return "movie-" + index + (extension.isEmpty() ? "" : "." + extension);
  }

  private List<Path> places(Consumer<Notice> notices) throws RenderException {
    boolean ordered = order.movie().file().isPresent();
    if (ordered && order.still()) {
      throw RenderException.user(
          "A still makes no movie", "Leave out --movie, or render the frames of an animation");
    }
    if (!ordered && (order.still() || scene.movies().isEmpty())) {
      return List.of();
    }
    if (!isEven()) {
      String text = "of the frames " + frames + " no movie is made: they are not equally far apart";
      if (ordered) {
        throw RenderException.user(
            "There is no movie of the frames " + frames + ": they are not equally far apart",
            "Choose frames such as 1-24 or 1-24x2, or leave out --movie");
      }
      notices.accept(new Notice(Notice.Level.WARNING, text));
      return List.of();
    }
    return ordered ? named(order.movie().file().get()) : own();
  }

  private boolean isEven() {
    return frames.size() < 3
        || frames.equals(
            FrameSet.range(
                frames.get(0), frames.get(frames.size() - 1), frames.get(1) - frames.get(0)));
  }

  private List<Path> own() {
    List<Path> places = new ArrayList<>();
    for (MovieFile movie : scene.movies()) {
      String name = movie.name().forFrames(frames.get(0), frames.get(frames.size() - 1));
      places.add(order.output().toAbsolutePath().normalize().resolve(name));
    }
    return places;
  }

  private List<Path> named(Path file) throws RenderException {
    List<String> types = backend.movieTypes();
    if (types.isEmpty()) {
      throw RenderException.user(
          "The backend " + backend.name() + " makes no movies", "Leave out --movie");
    }
    if (!types.contains(extension(file))) {
      throw RenderException.user(
          "The kind of the movie " + file + " is not known",
          "Give it one of the extensions ." + String.join(", .", types));
    }
    if (pictures.size() == 1) {
      return List.of(file);
    }
    String name = String.valueOf(file.getFileName());
    String stem = name.substring(0, name.lastIndexOf('.'));
    List<Path> places = new ArrayList<>();
    for (PictureName picture : pictures) {
      places.add(file.resolveSibling(stem + view(picture) + name.substring(stem.length())));
    }
    return places;
  }

  /** What tells the picture of a view from the others: it stands between number and extension. */
  private String view(PictureName picture) {
    String end = picture.pattern().substring(picture.pattern().lastIndexOf('#') + 1);
    int dot = end.lastIndexOf('.');
    String view = dot < 0 ? end : end.substring(0, dot);
    return view.isEmpty() ? "-" + (pictures.indexOf(picture) + 1) : view;
  }

  private static String extension(Path file) {
    return MoreFiles.getFileExtension(file).toLowerCase(Locale.ROOT);
  }

  private void checkPlace(Path place) throws RenderException {
    Path real = HomeDirectories.real(place);
    Set<Path> inputs = new HashSet<>(List.of(HomeDirectories.real(scene.scene())));
    scene.files().forEach(file -> inputs.add(HomeDirectories.real(file)));
    if (inputs.contains(real)) {
      throw refused(place, "is read by the scene itself");
    }
    if (Files.isDirectory(place)) {
      throw refused(place, "is a directory");
    }
    Path directory = WritingRule.existing(Objects.requireNonNull(place.getParent()));
    if (!Files.isDirectory(directory)) {
      throw refused(place, "cannot be made, because " + directory + " is a file");
    }
    if (!Files.isWritable(directory)) {
      throw refused(place, "cannot be written: see the permissions of " + directory);
    }
  }

  private static RenderException refused(Path place, String why) {
    return RenderException.user("The movie " + place + ' ' + why, "Name another file with --movie");
  }

  /** As of pictures: not where it lies counts, but what is in it. */
  private Sha256 identity(Sha256 job, int index) {
    String text = "movie " + index + ' ' + frames + ' ' + job.hex();
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
