package org.networkrender.core.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
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
  private final String problem;
  private final SealedMap frames;
  private final PartLedger parts;
  private final PartLedger bakes;

  private FrameLedger(StateStore state) {
    this.store = state.store();
    this.problem = state.problem();
    this.frames = new SealedMap(store, StateStore.PICTURES);
    this.parts = new PartLedger(store, StateStore.PARTS);
    this.bakes = new PartLedger(store, StateStore.BAKES);
  }

  /**
   * Opens a ledger; makes the file when it is not there. A file that cannot be read whole is put
   * aside under a name with {@code .broken} at its end, and what is sound of it is kept: no picture
   * is lost by that, only the knowledge that it is done.
   *
   * @throws RenderException of kind {@code USER} if another process has it open, {@code RESOURCE}
   *     if the file cannot be made
   */
  public static FrameLedger open(Path file) throws RenderException {
    return new FrameLedger(StateStore.open(file));
  }

  /** Returns what was wrong with the file, in one line for a person; empty if nothing was. */
  public String problem() {
    return problem;
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

  /** Returns what is there of baked simulations, in which no frame is cut; as {@link #parts}. */
  public PartLedger bakes() {
    return bakes;
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
