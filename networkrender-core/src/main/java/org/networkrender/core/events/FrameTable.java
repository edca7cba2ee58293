package org.networkrender.core.events;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.FrameSet;

/** The states of all frames of a job. Immutable; takes room for frames that were begun alone. */
public final class FrameTable {
  /** The table of no frame, before a job is planned. */
  public static final FrameTable NONE = new FrameTable(FrameSet.empty(), FrameSet.empty());

  private final FrameSet frames;
  private final FrameSet kept;
  private final IntTrie<FrameState> begun;

  /**
   * Frames that are the same in everything.
   *
   * @param frames which
   * @param state what became of each
   */
  public record Group(FrameSet frames, FrameState state) {}

  private FrameTable(FrameSet frames, FrameSet kept) {
    this(frames, kept, IntTrie.empty());
  }

  private FrameTable(FrameSet frames, FrameSet kept, IntTrie<FrameState> begun) {
    this.frames = frames;
    this.kept = kept;
    this.begun = begun;
  }

  /**
   * Returns the table of a job of which nothing was begun.
   *
   * @param frames all of its frames
   * @param kept those that an earlier run finished
   */
  static FrameTable of(FrameSet frames, FrameSet kept) {
    return new FrameTable(frames, kept);
  }

  /** Returns the table with the given states; a frame that is in no group waits, or is kept. */
  static FrameTable of(FrameSet frames, FrameSet kept, List<Group> groups) {
    IntTrie<FrameState> begun = IntTrie.empty();
    for (Group group : groups) {
      for (int i = 0; i < group.frames.size(); i++) {
        begun = begun.with(group.frames.get(i), group.state);
      }
    }
    return new FrameTable(frames, kept, begun);
  }

  /** Returns all frames of the job. */
  public FrameSet frames() {
    return frames;
  }

  /** Returns the frames that an earlier run finished. */
  public FrameSet kept() {
    return kept;
  }

  /**
   * Returns what became of a frame so far.
   *
   * @throws IllegalArgumentException if the job has no such frame
   */
  public FrameState get(int frame) {
    if (!frames.contains(frame)) {
      throw new IllegalArgumentException("the job has no frame " + frame);
    }
    return state(frame);
  }

  private FrameState state(int frame) {
    @Nullable FrameState state = begun.get(frame);
    return state != null ? state : kept.contains(frame) ? FrameState.KEPT : FrameState.WAITING;
  }

  /** Returns the frames that are in a state. Takes time in proportion to all frames. */
  public FrameSet in(FrameState.State wanted) {
    return FrameSet.of(
        frames.stream().filter(frame -> state(frame).state() == wanted).boxed().toList());
  }

  /** Returns the frames of which something was begun, those that are the same in one group. */
  public List<Group> groups() {
    Map<FrameState, List<Integer>> same = new LinkedHashMap<>();
    begun.forEach(
        (state, frame) -> {
          if (!state.equals(kept.contains(frame) ? FrameState.KEPT : FrameState.WAITING)) {
            same.computeIfAbsent(state, any -> new ArrayList<>()).add(frame);
          }
        });
    return same.entrySet().stream()
        .map(entry -> new Group(FrameSet.of(entry.getValue()), entry.getKey()))
        .toList();
  }

  /** Returns the table with some frames changed; those that the job does not have are left out. */
  FrameTable with(FrameSet changed, UnaryOperator<FrameState> change) {
    IntTrie<FrameState> next = begun;
    for (int frame : (Iterable<Integer>) changed.stream().filter(frames::contains)::iterator) {
      FrameState before = state(frame);
      FrameState after = change.apply(before);
      if (!after.equals(before)) {
        next = next.with(frame, after);
      }
    }
    return next == begun ? this : new FrameTable(frames, kept, next);
  }

  private Stream<Object> parts() {
    return Stream.of(frames, kept, groups());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FrameTable table && parts().toList().equals(table.parts().toList());
  }

  @Override
  public int hashCode() {
    return parts().toList().hashCode();
  }

  @Override
  public String toString() {
    return "frames " + frames + ", kept " + kept + ", begun " + groups();
  }
}
