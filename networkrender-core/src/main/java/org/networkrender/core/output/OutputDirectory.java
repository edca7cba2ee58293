package org.networkrender.core.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.core.assets.Trees;
import org.networkrender.core.image.BrokenPictureException;
import org.networkrender.core.image.PictureContent;
import org.networkrender.core.state.DurableDirectory;
import org.networkrender.core.state.FrameLedger;
import org.networkrender.core.state.PictureWitness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a job's pictures go. What is being written lies in a hidden directory inside, on the same
 * file system, and gets its name by an atomic rename, so nothing half-written is ever among the
 * pictures.
 *
 * <p>All methods may be called from any thread.
 */
public final class OutputDirectory implements AutoCloseable {
  /** The directory in it that is not for people. */
  public static final String HIDDEN = ".networkrender";

  private static final Logger log = LoggerFactory.getLogger(OutputDirectory.class);
  private final Path directory;
  private final Path incoming;
  private final FrameLedger ledger;
  private final PictureWitness witness;
  private final Steps steps;
  private final PartStore parts;
  private final PartStore bakes;

  private OutputDirectory(
      Path directory,
      Path hidden,
      Path incoming,
      FrameLedger ledger,
      PictureWitness witness,
      Steps steps) {
    this.directory = directory;
    this.incoming = incoming;
    this.ledger = ledger;
    this.witness = witness;
    this.steps = steps;
    this.parts = new PartStore(hidden.resolve(HiddenPlaces.PARTS), ledger.parts(), steps);
    this.bakes = new PartStore(hidden.resolve(HiddenPlaces.BAKES), ledger.bakes(), steps);
  }

  /** Is told before each step that changes what a sudden end leaves; a test ends there. */
  @FunctionalInterface
  interface Steps {
    /** Goes on whatever comes. */
    Steps ALL = step -> {};

    void next(String step) throws IOException;
  }

  /** Makes the directory where it is not there, and takes it: one job at a time writes into it. */
  public static OutputDirectory open(Path output) throws RenderException {
    return open(output, Steps.ALL);
  }

  /** As {@link #open(Path)}, with something that hears of each step. */
  public static OutputDirectory open(Path output, Steps steps) throws RenderException {
    Path directory = output.toAbsolutePath().normalize();
    try {
      Path hidden = directory.resolve(HIDDEN);
      HiddenPlaces.refuseLinks(hidden);
      Files.createDirectories(hidden);
      FrameLedger ledger = FrameLedger.open(hidden.resolve(HiddenPlaces.LEDGER));
      try {
        Path incoming = hidden.resolve(HiddenPlaces.INCOMING);
        Trees.remove(incoming);
        Files.createDirectories(incoming);
        PictureWitness witness = PictureWitness.open(hidden.resolve(HiddenPlaces.WITNESS));
        DurableDirectory.force(hidden);
        DurableDirectory.force(directory);
        OutputDirectory opened =
            new OutputDirectory(directory, hidden, incoming, ledger, witness, steps);
        opened.removeUncut();
        return opened;
      } catch (IOException e) {
        ledger.close();
        throw new RenderException(
            ErrorKind.RESOURCE,
            "Cannot write into " + directory + ": " + reason(e),
            "See that the directory can be written and the disk is not full",
            e);
      }
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.USER,
          "Cannot write into " + directory + ": " + reason(e),
          "Choose another output directory with -o",
          e);
    }
  }

  /** The JDK's messages are often just the path. */
  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "no permission";
    } else if (e instanceof FileAlreadyExistsException) {
      return "there is a file of that name";
    } else if (e instanceof NoSuchFileException) {
      return "it is not there";
    }
    String message = String.valueOf(e.getMessage());
    return message.substring(message.lastIndexOf(':') + 1).strip();
  }

  /** Returns where it is. */
  public Path path() {
    return directory;
  }

  /** Returns what a person is told when a file cannot be written there. */
  public RenderException cannotWrite(IOException cause) {
    if (cause.getCause() instanceof BrokenPictureException) {
      return new RenderException(
          ErrorKind.WORKER,
          "In " + directory + " " + cause.getMessage(),
          "Give the same command again: what is finished is kept",
          cause);
    }
    return new RenderException(
        ErrorKind.RESOURCE,
        "Cannot write into " + directory + ": " + cause.getMessage(),
        "Make room, then give the same command again: what is finished is kept",
        cause);
  }

  /** Returns what a person is told when what an earlier run left there cannot be read. */
  public RenderException cannotRead(IOException cause) {
    return new RenderException(
        ErrorKind.RESOURCE,
        "Cannot read what an earlier run left in " + directory + ": " + cause.getMessage(),
        "Choose another output directory with -o",
        cause);
  }

  /** Returns how many more bytes can be written. */
  public long usableBytes() throws IOException {
    return Files.getFileStore(incoming).getUsableSpace();
  }

  /** Returns where parts of frames wait to be joined. */
  public PartStore parts() {
    return parts;
  }

  /** Returns where what was baked of scenes is kept. */
  public PartStore bakes() {
    return bakes;
  }

  /** Returns where a picture is written before it has its name. */
  public Path incoming(long attempt, String name) {
    return incoming.resolve(attempt + "-" + name);
  }

  /** Returns what is wrong with what is known of earlier runs, in lines for a person. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (!ledger.problem().isEmpty()) {
      problems.add(ledger.problem());
    }
    if (witness.damaged() > 0) {
      String lines = witness.damaged() == 1 ? "1 line" : witness.damaged() + " lines";
      problems.add(lines + " of what is known of the pictures cannot be read");
    }
    return problems;
  }

  /** Mends what {@link #problems} told of, so that it is told once. */
  void mend() {
    try {
      witness.mend();
    } catch (IOException e) {
      // What can be read is read all the same, and the next start tries again.
      log.warn("cannot write anew what is known of the pictures: {}", e.getMessage());
    }
  }

  /**
   * Looks at the pictures that are there.
   *
   * @param files the files of a frame
   * @param job what the job's pictures are made from
   * @param size their size
   */
  public EarlierPictures.Found earlier(
      FrameSet frames, FrameFiles files, Sha256 job, PixelSize size) throws RenderException {
    try {
      return new EarlierPictures(directory, ledger, witness, job, size).look(frames, files);
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.RESOURCE, "Cannot read the pictures in " + directory + ": " + reason(e), "", e);
    }
  }

  /**
   * Looks at a movie that is there.
   *
   * @param first the number of its first frame, which stands for it in what is found
   * @param identity what it is to be made from
   * @param size the size of its pictures
   */
  public EarlierPictures.Found earlier(
      int first, FrameFiles.FrameFile movie, Sha256 identity, PixelSize size)
      throws RenderException {
    try {
      return new EarlierPictures(directory, ledger, witness, identity, size)
          .look(FrameSet.of(first), any -> List.of(movie), movie.place());
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.RESOURCE, "Cannot read " + movie.place() + ": " + reason(e), "", e);
    }
  }

  /**
   * Gives a frame's files their places and notes the frame as done.
   *
   * @param frame the frame number
   * @param job what it was made from
   * @param pictures its files in {@link #incoming}, forced to the disk already
   * @return where the pictures are now
   */
  public List<Path> commit(int frame, Sha256 job, List<ReceivedPicture> pictures)
      throws IOException {
    Map<String, Sha256> contents = new TreeMap<>();
    pictures.forEach(picture -> contents.put(picture.name(), picture.content()));
    steps.next("note what the pictures are made from");
    witness.note(new PictureWitness.Made(job, frame), contents);
    List<Path> places = new ArrayList<>();
    Set<Path> directories = new LinkedHashSet<>(List.of(directory));
    for (ReceivedPicture picture : pictures) {
      Path place = directory.resolve(picture.name()).normalize();
      steps.next("name a picture");
      PlacedFile.move(picture.file(), place);
      places.add(place);
      directories.add(Objects.requireNonNull(place.getParent()));
    }
    steps.next("force the names to the disk");
    for (Path each : directories) {
      DurableDirectory.force(each);
    }
    steps.next("record the frame");
    ledger.record(frame, pictures.get(0).name(), job, contents);
    steps.next("the frame is recorded");
    return places;
  }

  /**
   * Removes a picture if it was made from a job; leaves one that anybody has changed.
   *
   * @param frame the frame number
   * @param name its name
   */
  public void removeOwn(int frame, String name, Sha256 job) throws IOException {
    Path place = directory.resolve(name);
    if (Files.isRegularFile(place)
        && witness.made(name, Sha256.of(place)).contains(new PictureWitness.Made(job, frame))) {
      steps.next("remove a picture");
      Files.delete(place);
    }
  }

  private void removeUncut() {
    try {
      parts.removeUncut();
    } catch (IOException | RuntimeException e) {
      // It harms nobody, and the next start tries again.
      log.warn("cannot remove parts that are of no use: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    Trees.remove(incoming);
    removeUncut();
    try {
      ledger.close();
    } catch (RuntimeException e) {
      // Every frame is on the disk already; what closing would tidy up is not worth failing for.
      log.warn("cannot close the state of the job: {}", e.getMessage());
    }
    try {
      witness.close();
    } catch (IOException e) {
      log.warn("cannot close what is known of the pictures: {}", e.getMessage());
    }
  }

  /**
   * A picture that came in and was found good.
   *
   * @param name where it is to go, from the output directory on
   * @param file where it lies now
   * @param content its SHA-256
   * @param picture what was seen in it
   */
  public record ReceivedPicture(String name, Path file, Sha256 content, PictureContent picture) {}

  /** Removes what came in of an attempt that is not wanted. */
  public static void discard(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      log.warn("cannot remove {}: {}", file, e.getMessage());
    }
  }
}
