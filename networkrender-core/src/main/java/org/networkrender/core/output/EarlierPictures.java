package org.networkrender.core.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PixelSize;
import org.networkrender.api.Sha256;
import org.networkrender.core.image.BrokenPictureException;
import org.networkrender.core.image.PictureCheck;
import org.networkrender.core.state.FrameLedger;
import org.networkrender.core.state.PictureWitness;

/**
 * Looks at the pictures that lie where those of a job are to go. What a picture was made from is
 * known by its content alone: a record of it is worth nothing when the file says something else.
 */
public final class EarlierPictures {
  private final Path directory;
  private final FrameLedger ledger;
  private final PictureWitness witness;
  private final Sha256 job;
  private final PixelSize size;

  /**
   * Prepares.
   *
   * @param job what the job's pictures are made from
   * @param size their size
   */
  EarlierPictures(
      Path directory, FrameLedger ledger, PictureWitness witness, Sha256 job, PixelSize size) {
    this.directory = directory;
    this.ledger = ledger;
    this.witness = witness;
    this.job = job;
    this.size = size;
  }

  /**
   * What was found.
   *
   * @param finished frames that are there, made by the same job
   * @param damaged frames that were there, and of which a picture is not whole any more
   * @param changed frames made from something else
   * @param unknown frames of which a picture is there, and nobody knows what it was made from
   * @param usable those of the changed and unknown ones whose pictures are all there and whole
   * @param places the directories of the files, in words
   */
  public record Found(
      FrameSet finished,
      FrameSet damaged,
      FrameSet changed,
      FrameSet unknown,
      FrameSet usable,
      String places) {}

  private enum State {
    MISSING,
    OWN,
    DAMAGED,
    CHANGED,
    UNKNOWN,
    UNKNOWN_BROKEN
  }

  /**
   * Looks at frames. Reads every picture, and decodes those of which nothing is known.
   *
   * @param files the files of a frame
   */
  Found look(FrameSet frames, FrameFiles files) throws IOException {
    return look(frames, files::of, files.words(directory));
  }

  /**
   * The same.
   *
   * @param files the files of a frame
   * @param words the directories of the files, in words
   */
  Found look(FrameSet frames, IntFunction<List<FrameFiles.FrameFile>> files, String words)
      throws IOException {
    List<Integer> finished = new ArrayList<>();
    List<Integer> damaged = new ArrayList<>();
    List<Integer> changed = new ArrayList<>();
    List<Integer> unknown = new ArrayList<>();
    List<Integer> usable = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      int frame = frames.get(i);
      Set<State> states = new HashSet<>();
      List<FrameFiles.FrameFile> all = files.apply(frame);
      FrameLedger.Entry entry = ledger.find(frame, all.get(0).place());
      for (FrameFiles.FrameFile each : all) {
        states.add(state(frame, each.place(), entry));
      }
      boolean own = states.equals(Set.of(State.OWN));
      boolean foreign = states.contains(State.UNKNOWN) || states.contains(State.UNKNOWN_BROKEN);
      if (states.contains(State.CHANGED)) {
        changed.add(frame);
      } else if (foreign) {
        unknown.add(frame);
      } else if (own) {
        finished.add(frame);
      } else if (states.contains(State.DAMAGED)) {
        damaged.add(frame);
      }
      states.removeAll(Set.of(State.OWN, State.CHANGED, State.UNKNOWN));
      if (states.isEmpty() && !own) {
        usable.add(frame);
      }
    }
    return new Found(
        FrameSet.of(finished),
        FrameSet.of(damaged),
        FrameSet.of(changed),
        FrameSet.of(unknown),
        FrameSet.of(usable),
        words);
  }

  private State state(int frame, String name, FrameLedger.@Nullable Entry entry)
      throws IOException {
    Path file = directory.resolve(name).normalize();
    // Some programs leave empty files to say that they are about to render a frame.
    if (!Files.isRegularFile(file) || Files.size(file) == 0) {
      return State.MISSING;
    }
    Sha256 content = Sha256.of(file);
    Set<PictureWitness.Made> made = new HashSet<>(witness.made(name, content));
    if (entry != null && content.equals(entry.pictures().get(name))) {
      made.add(new PictureWitness.Made(entry.job(), frame));
    }
    if (!made.isEmpty()) {
      return made.contains(new PictureWitness.Made(job, frame)) ? State.OWN : State.CHANGED;
    }
    boolean whole = isWhole(file, name, size);
    boolean named = witness.knows(name) || (entry != null && entry.pictures().containsKey(name));
    return whole ? State.UNKNOWN : named ? State.DAMAGED : State.UNKNOWN_BROKEN;
  }

  /** Whoever scaled or cropped a picture wants to be asked about it like whoever painted on it. */
  private static boolean isWhole(Path file, String name, PixelSize size) throws IOException {
    try {
      PictureCheck.checkAnySize(file, name, size);
      return true;
    } catch (BrokenPictureException e) {
      return false;
    }
  }
}
