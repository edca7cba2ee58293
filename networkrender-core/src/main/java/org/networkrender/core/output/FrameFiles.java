package org.networkrender.core.output;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.networkrender.api.PictureName;
import org.networkrender.api.backend.FurtherFile;

/**
 * The files of each frame of a job: its pictures, then its further files. What a file is called on
 * its way, and where it goes, is decided here alone: a worker only says the name that it was given.
 *
 * <p>A place is named from the output directory on, also where it lies elsewhere ({@code
 * ../passes/depth_0001.exr}), so that what is known of a frame holds when all was moved together.
 */
public final class FrameFiles {
  private static final int MOST_TOLD = 3;

  private final List<PictureName> pictures;
  private final List<FurtherFile> further;
  private final List<String> directories;
  private final List<PictureName> sent;

  private FrameFiles(
      List<PictureName> pictures,
      List<FurtherFile> further,
      List<String> directories,
      List<PictureName> sent) {
    this.pictures = List.copyOf(pictures);
    this.further = List.copyOf(further);
    this.directories = List.copyOf(directories);
    this.sent = List.copyOf(sent);
  }

  /**
   * A file that a task gives.
   *
   * @param sent what it is called on its way
   * @param place where it goes, from the output directory on
   * @param kind what it is, and so what may be in it
   */
  public record FrameFile(String sent, String place, Kind kind) {
    /** What a file is. */
    public enum Kind {
      /** A picture of a frame, of the size of all pictures. */
      PICTURE,
      /** What a scene saves beside it: a picture of any size, in which nothing need be. */
      FURTHER,
      /** A movie of the frames. */
      MOVIE,
      /** What only the backend reads. */
      BAKED
    }

    /** Makes a picture that keeps its name, in the output directory. */
    public static FrameFile picture(String name) {
      return new FrameFile(name, name, Kind.PICTURE);
    }
  }

  /** Names the files of frames that give pictures alone. */
  public static FrameFiles of(List<PictureName> pictures) {
    return new FrameFiles(pictures, List.of(), List.of(), pictures);
  }

  /** Names the files of frames whose pictures go into a directory. */
  public static FrameFiles of(List<PictureName> pictures, List<FurtherFile> further, Path output) {
    Path home = output.toAbsolutePath().normalize();
    List<String> directories = new ArrayList<>();
    List<PictureName> sent = new ArrayList<>(pictures);
    for (FurtherFile file : further) {
      directories.add(from(home, file.directory()));
      sent.add(onItsWay(sent.size(), file.name(), sent));
    }
    return new FrameFiles(pictures, further, directories, sent);
  }

  /** Returns the way from a directory to another, as places are named; both are absolute. */
  public static String from(Path home, Path directory) {
    if (!Objects.equals(home.getRoot(), directory.getRoot())) {
      // Windows: there is no way from one drive to the other.
      return slashes(directory.toString());
    }
    return slashes(home.relativize(directory).toString());
  }

  private static String slashes(String path) {
    String text = path.replace(java.io.File.separatorChar, '/');
    return text.isEmpty() || text.endsWith("/") ? text : text + '/';
  }

  /** A name that no other file of the frame has on its way, with the same extension. */
  private static PictureName onItsWay(int number, PictureName name, List<PictureName> others) {
    String pattern = name.pattern();
    String wish = "further-" + number + '-' + pattern;
    if (wish.getBytes(StandardCharsets.UTF_8).length > 200 || !name.hasFrameNumber()) {
      wish = "further-" + number + "-####" + pattern.substring(dot(pattern));
    }
    while (others.contains(new PictureName(wish))) {
      wish = "further-" + wish;
    }
    return new PictureName(wish);
  }

  private static int dot(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 && name.length() - dot <= 8 ? dot : name.length();
  }

  /** Returns the names of the pictures. */
  public List<PictureName> pictures() {
    return pictures;
  }

  /** Returns what all files are called on their way. */
  public List<PictureName> sent() {
    return sent;
  }

  /** Returns a line that tells a person where the further files go; empty when there are none. */
  public Optional<String> toldFurther() {
    if (further.isEmpty()) {
      return Optional.empty();
    }
    String places =
        further.stream()
            .limit(MOST_TOLD)
            .map(file -> file.directory().resolve(file.name().pattern()).toString())
            .collect(Collectors.joining(", "));
    int more = further.size() - MOST_TOLD;
    return Optional.of(
        "Each frame also gives " + places + (more > 0 ? ", and " + more + " more files" : ""));
  }

  /** Returns how many files a frame has. */
  public int count() {
    return sent.size();
  }

  /** Returns the files of a frame, in their order. */
  public List<FrameFile> of(int frame) {
    List<FrameFile> files = new ArrayList<>();
    pictures.forEach(name -> files.add(FrameFile.picture(name.forFrame(frame))));
    for (int i = 0; i < further.size(); i++) {
      files.add(
          new FrameFile(
              sent.get(files.size()).forFrame(frame),
              directories.get(i) + further.get(i).name().forFrame(frame),
              FrameFile.Kind.FURTHER));
    }
    return files;
  }

  /** Returns the directories of the files, in words. */
  String words(Path output) {
    Set<String> all = new LinkedHashSet<>();
    all.add(output.toString());
    further.forEach(file -> all.add(file.directory().toString()));
    int more = all.size() - MOST_TOLD;
    return String.join(", ", all.stream().limit(MOST_TOLD).toList())
        + (more > 0 ? " and " + more + " more" : "");
  }
}
