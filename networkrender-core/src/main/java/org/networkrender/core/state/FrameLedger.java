package org.networkrender.core.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;

/**
 * Which frames of an output directory are done: for each frame the job's identity and, for each of
 * its pictures, the name and the SHA-256. Every entry is on the disk when {@link #record} returns;
 * where the disk does not take it, that throws an {@link java.io.UncheckedIOException}, and the
 * ledger is of no use any more.
 *
 * <p>All methods may be called from any thread. One process at a time owns the file.
 */
public final class FrameLedger implements AutoCloseable {
  private final MVStore store;
  private final MVMap<String, String> frames;
  private final PartLedger parts;

  private FrameLedger(MVStore store) {
    this.store = store;
    this.frames = store.openMap("pictures");
    this.parts = new PartLedger(store);
  }

  /**
   * Opens a ledger; makes the file when it is not there. A file that cannot be read is put aside
   * under a name with {@code .broken} at its end: no picture is lost by that, only the knowledge
   * that it is done.
   *
   * @throws RenderException of kind {@code USER} if another process has it open, {@code RESOURCE}
   *     if the file cannot be made
   */
  public static FrameLedger open(Path file) throws RenderException {
    try {
      return new FrameLedger(openStore(file));
    } catch (MVStoreException e) {
      if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
        throw new RenderException(
            ErrorKind.USER,
            "Another job is writing there: " + file + " is in use",
            "Wait for it to end, or choose another output directory",
            e);
      }
      if (e.getErrorCode() == DataUtils.ERROR_WRITING_FAILED) {
        // It may well be whole: a disk that is full is no reason to forget what is done.
        throw cannotKeep(file, e);
      }
      return openAnew(file, e);
    }
  }

  private static FrameLedger openAnew(Path file, MVStoreException broken) throws RenderException {
    try {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".broken"),
          StandardCopyOption.REPLACE_EXISTING);
      return new FrameLedger(openStore(file));
    } catch (IOException | MVStoreException e) {
      e.addSuppressed(broken);
      throw cannotKeep(file, e);
    }
  }

  private static RenderException cannotKeep(Path file, Exception cause) {
    Optional<IOException> disk =
        cause instanceof MVStoreException failure ? DiskFailures.in(failure) : Optional.empty();
    return new RenderException(
        ErrorKind.RESOURCE,
        "Cannot keep the state of the job in "
            + file
            + ": "
            + disk.<Exception>map(e -> e).orElse(cause).getMessage(),
        "See that the directory can be written and the disk is not full",
        cause);
  }

  private static MVStore openStore(Path file) {
    return new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().open();
  }

  /**
   * Notes that a frame is done.
   *
   * @param frame the frame number
   * @param picture the name of its first picture: the same frame of several scenes may lie in one
   *     directory
   * @param job the identity of the job: what the frame was made from
   * @param pictures its files: name and content
   */
  public void record(int frame, String picture, Sha256 job, Map<String, Sha256> pictures) {
    StringBuilder entry = new StringBuilder(job.hex());
    new TreeMap<>(pictures)
        .forEach(
            (name, content) -> entry.append('\n').append(content.hex()).append(' ').append(name));
    frames.put(key(frame, picture), entry.toString());
    DiskFailures.commit(store);
  }

  /** Returns what is known of a frame, or null when it was never done. */
  public @Nullable Entry find(int frame, String picture) {
    String entry = frames.get(key(frame, picture));
    if (entry == null) {
      return null;
    }
    List<String> lines = new ArrayList<>(entry.lines().toList());
    Sha256 job = new Sha256(lines.remove(0));
    Map<String, Sha256> pictures = new TreeMap<>();
    for (String line : lines) {
      pictures.put(line.substring(65), new Sha256(line.substring(0, 64)));
    }
    return new Entry(job, pictures);
  }

  private static String key(int frame, String picture) {
    return frame + " " + picture;
  }

  /** Returns what is there of frames that are rendered in parts; it is closed with this. */
  public PartLedger parts() {
    return parts;
  }

  @Override
  public void close() {
    store.close();
  }

  /**
   * A frame that is done.
   *
   * @param job what it was made from
   * @param pictures its files: name and content
   */
  public record Entry(Sha256 job, Map<String, Sha256> pictures) {}
}
