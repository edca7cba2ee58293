package org.networkrender.core.state;

import java.util.Collection;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.Sha256;
import org.networkrender.api.split.Task;

/**
 * What is there of frames that are rendered in parts: which files, with which SHA-256, and how each
 * frame was cut, so that a later run goes on with the same parts. Every entry is on the disk when
 * the method that makes it returns; where the disk does not take it, the method throws an {@link
 * java.io.UncheckedIOException}, and the ledger is of no use any more.
 *
 * <p>All methods may be called from any thread.
 */
public final class PartLedger {
  private final MVStore store;
  private final SealedMap files;
  private final SealedMap cuts;

  /** Opens the ledger whose files are noted under a name. */
  PartLedger(MVStore store, String noted) {
    this.store = store;
    this.files = new SealedMap(store, noted);
    this.cuts = new SealedMap(store, StateStore.CUTS);
  }

  /** Notes that a file is there. */
  public void record(String name, Sha256 content) {
    files.put(name, content.hex());
    commit();
  }

  /** Returns the content of a file that was noted, or null. */
  public @Nullable Sha256 find(String name) {
    String content = files.get(name);
    return content == null ? null : new Sha256(content);
  }

  /** Returns the names of all files that were noted. */
  public List<String> names() {
    return files.keys();
  }

  /** Forgets files. */
  public void forget(Collection<String> names) {
    names.forEach(files::remove);
    commit();
  }

  /**
   * Notes how a frame is cut.
   *
   * @param frame what stands for the frame: its number and its picture
   * @param job what the frame is made from
   * @param choice what the user chose of the cut; another choice cuts anew
   * @param parts the parts of this frame
   */
  public void recordCut(String frame, Sha256 job, String choice, List<Task> parts) {
    cuts.put(frame, CutText.write(job, choice, parts));
    commit();
  }

  /**
   * Returns the parts of a frame as they were noted, numbered from 0, or an empty list when nothing
   * fitting was noted.
   *
   * @param frame what stands for the frame
   * @param number the frame's number
   */
  public List<Task> findCut(String frame, int number, Sha256 job, String choice) {
    String text = cuts.get(frame);
    return text == null ? List.of() : CutText.read(text, number, job, choice);
  }

  /** Returns what was chosen of a cut that was noted, whatever job it is of, or null. */
  public @Nullable String choiceOf(String frame) {
    String text = cuts.get(frame);
    return text == null ? null : CutText.choice(text);
  }

  /** Returns what stands for each frame of which it is noted how it is cut. */
  public List<String> cuts() {
    return cuts.keys();
  }

  /** Forgets how a frame is cut. */
  public void forgetCut(String frame) {
    cuts.remove(frame);
    commit();
  }

  private void commit() {
    DiskFailures.commit(store);
  }
}
