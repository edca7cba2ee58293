package org.networkrender.core.events;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/**
 * What became of a frame so far.
 *
 * @param state what it is
 * @param attempts how many attempts at it or at its parts were begun in this run
 * @param workers the places of the workers that render it now; of a finished one, of those that
 *     rendered it, who spent most time first
 * @param parts into how many parts it is cut; 0 for a whole one
 * @param partsDone how many of these are done
 */
public record FrameState(
    State state, int attempts, List<String> workers, int parts, int partsDone) {
  /** A frame of which nothing was begun. */
  public static final FrameState WAITING = new FrameState(State.WAITING, 0, List.of(), 0, 0);

  /** A frame that an earlier run finished. */
  public static final FrameState KEPT = new FrameState(State.KEPT, 0, List.of(), 0, 0);

  /** Copies the list. */
  public FrameState {
    Objects.requireNonNull(state, "state");
    workers = List.copyOf(workers);
  }

  /** What a frame is. */
  public enum State {
    /** Nobody renders it now. */
    WAITING,
    /** A worker renders it or a part of it. */
    RENDERING,
    /** It was rendered, and its pictures are fetched and checked. */
    CHECKING,
    /** Its pictures are good, and get their place. */
    PLACING,
    /** Its pictures are in their place. */
    FINISHED,
    /** Its pictures are there since an earlier run. */
    KEPT,
    /** It was given up. */
    FAILED,
    /** Something that this version does not know. */
    OTHER;

    private boolean isEnd() {
      return this == FINISHED || this == KEPT || this == FAILED;
    }
  }

  private FrameState with(State next, List<String> places) {
    return new FrameState(next, attempts, places, parts, partsDone);
  }

  FrameState started(TaskAttempt attempt) {
    if (state.isEnd() || !attempt.kind().isOfFrames()) {
      return this;
    }
    List<String> places = new ArrayList<>(workers);
    places.add(attempt.worker().place());
    return new FrameState(
        state == State.PLACING ? state : State.RENDERING, attempts + 1, places, parts, partsDone);
  }

  FrameState rendered(TaskAttempt attempt) {
    boolean whole =
        attempt.kind() == TaskAttempt.Kind.FRAMES || attempt.kind() == TaskAttempt.Kind.FINISH;
    return whole && state == State.RENDERING ? with(State.CHECKING, workers) : this;
  }

  /** An attempt ended, and its result does not count. */
  FrameState released(TaskAttempt.Kind kind, String place) {
    if (state.isEnd() || !kind.isOfFrames()) {
      return this;
    }
    List<String> places = without(place);
    State open = places.isEmpty() ? State.WAITING : State.RENDERING;
    return with(state == State.PLACING ? state : open, places);
  }

  /** The result of an attempt counts. */
  FrameState accepted(TaskAttempt attempt) {
    if (state.isEnd() || !attempt.kind().isOfFrames()) {
      return this;
    }
    if (attempt.kind() != TaskAttempt.Kind.PART) {
      return with(State.PLACING, without(attempt.worker().place()));
    }
    FrameState rest = released(attempt.kind(), attempt.worker().place());
    return new FrameState(rest.state, attempts, rest.workers, parts, partsDone + 1);
  }

  private List<String> without(String place) {
    List<String> places = new ArrayList<>(workers);
    places.remove(place);
    return places;
  }

  FrameState cut(int into) {
    return state.isEnd() ? this : new FrameState(state, attempts, workers, into, 0);
  }

  FrameState finished(List<Contribution> contributors) {
    LinkedHashSet<String> places = new LinkedHashSet<>();
    contributors.forEach(each -> places.add(each.worker().place()));
    return with(State.FINISHED, List.copyOf(places));
  }

  FrameState failed() {
    return state.isEnd() ? this : with(State.FAILED, List.of());
  }
}
