package org.networkrender.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An immutable set of frame numbers in ascending order. Frame numbers are 0 to 1048574. It takes
 * memory by its runs of even steps and not by its frames, so {@code 0-1048574} is as small as
 * {@code 1}.
 */
public final class FrameSet {
  /** The largest frame number: Blender clamps what is above (MAXFRAME, measured on 3.4.1). */
  public static final int MAX_FRAME = 1_048_574;

  private static final Pattern PART = Pattern.compile("(\\d{1,7})(?:-(\\d{1,7})(?:x(\\d{1,7}))?)?");

  /** How many frames a text may name, each as often as it is named: bounds the work of reading. */
  private static final int MAX_NAMED = 2 * (MAX_FRAME + 1);

  private static final int MAX_QUOTED = 40;
  private static final Run[] NONE = {};
  private static final int[] AT_THE_BEGINNING = {0};
  private static final FrameSet EMPTY = new FrameSet(NONE);

  /** In ascending order, as {@link Runs} makes them: equal sets have equal runs. */
  private final Run[] runs;

  /** The place of each run's first frame. */
  private final int[] starts;

  /** Frames with the same step between them, one at least. */
  private record Run(int first, int step, int count) {
    int last() {
      return first + (count - 1) * step;
    }

    int at(int index) {
      return first + index * step;
    }

    IntStream stream() {
      return IntStream.range(0, count).map(this::at);
    }
  }

  private FrameSet(Run... runs) {
    this.runs = runs;
    this.starts = runs.length < 2 ? AT_THE_BEGINNING : new int[runs.length];
    for (int i = 1; i < runs.length; i++) {
      starts[i] = starts[i - 1] + runs[i - 1].count();
    }
  }

  /** Makes runs of frames that come in ascending order, each once. A step above 1 needs three. */
  private static final class Runs {
    private final List<Run> done = new ArrayList<>();
    private int first;
    private int step;
    private int count;

    void add(int frame) {
      if (count == 0) {
        first = frame;
        count = 1;
      } else if (count == 1) {
        step = frame - first;
        count = 2;
      } else if (frame - (first + (count - 1) * step) == step) {
        count++;
      } else if (count == 2 && step > 1) {
        done.add(new Run(first, 1, 1));
        first += step;
        step = frame - first;
      } else {
        done.add(new Run(first, step, count));
        first = frame;
        count = 1;
      }
    }

    FrameSet end() {
      if (count == 1 || (count == 2 && step > 1)) {
        for (int i = 0; i < count; i++) {
          done.add(new Run(first + i * step, 1, 1));
        }
      } else if (count > 1) {
        done.add(new Run(first, step, count));
      }
      return done.isEmpty() ? EMPTY : new FrameSet(done.toArray(NONE));
    }
  }

  private static FrameSet ascending(IntStream frames) {
    Runs runs = new Runs();
    frames.forEachOrdered(runs::add);
    return runs.end();
  }

  /** Returns the set of no frame. */
  public static FrameSet empty() {
    return EMPTY;
  }

  /** Returns the set of one frame. */
  public static FrameSet of(int frame) {
    return range(frame, frame, 1);
  }

  /** Returns the set of the given frames, each once. */
  public static FrameSet of(Collection<Integer> frames) {
    return ascending(frames.stream().mapToInt(FrameSet::check).sorted().distinct());
  }

  /**
   * Returns first, first + step, and so on, up to last.
   *
   * @param first the first frame
   * @param last the last frame; below first, the set is empty
   * @param step 1 or more
   */
  public static FrameSet range(int first, int last, int step) {
    if (step < 1) {
      throw new IllegalArgumentException("frame step " + step + " is below 1");
    }
    check(first);
    if (last < first) {
      return EMPTY;
    }
    check(last);
    int count = (last - first) / step + 1;
    return count < 3
        ? ascending(IntStream.range(0, count).map(i -> first + i * step))
        : new FrameSet(new Run(first, step, count));
  }

  /**
   * Reads {@code 1-10,20,30-40x2}: single frames and ranges, a range with an optional step.
   *
   * @throws IllegalArgumentException if the text is not of that form; the message says so in words
   */
  public static FrameSet parse(String text) {
    List<FrameSet> parts = new ArrayList<>();
    int named = 0;
    for (String part : text.split(",", -1)) {
      Matcher matcher = PART.matcher(part.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "'" + quoted(text) + "' is not a list of frames such as 1-10,20,30-40x2");
      }
      int first = Integer.parseInt(matcher.group(1));
      int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
      int step = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
      if (last < first) {
        throw new IllegalArgumentException("the range " + part.strip() + " ends before it begins");
      }
      FrameSet range = range(first, last, step);
      named += range.size();
      if (named > MAX_NAMED) {
        throw new IllegalArgumentException("the list names the same frames again and again");
      }
      parts.add(range);
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    BitSet set = new BitSet();
    parts.forEach(part -> part.stream().forEach(set::set));
    return ascending(set.stream());
  }

  private static String quoted(String text) {
    return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "...";
  }

  private static int check(int frame) {
    if (frame < 0 || frame > MAX_FRAME) {
      throw new IllegalArgumentException("frame " + frame + " is outside 0 to " + MAX_FRAME);
    }
    return frame;
  }

  /** Returns how many frames there are. */
  public int size() {
    return runs.length == 0 ? 0 : starts[runs.length - 1] + runs[runs.length - 1].count();
  }

  /** Returns whether there is no frame. */
  public boolean isEmpty() {
    return runs.length == 0;
  }

  /** Returns the frame at a place in the ascending order, counted from 0. */
  public int get(int index) {
    Objects.checkIndex(index, size());
    int found = Arrays.binarySearch(starts, 0, runs.length, index);
    int run = found >= 0 ? found : -found - 2;
    return runs[run].at(index - starts[run]);
  }

  /** Returns whether a frame is in the set. */
  public boolean contains(int frame) {
    int from = 0;
    int to = runs.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (runs[middle].last() < frame) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    if (from == runs.length) {
      return false;
    }
    Run run = runs[from];
    return frame >= run.first() && (frame - run.first()) % run.step() == 0;
  }

  /** Returns the frames in ascending order. */
  public IntStream stream() {
    return Arrays.stream(runs).flatMapToInt(Run::stream);
  }

  /** Returns the frames from one place to before another one, counted from 0. */
  public FrameSet slice(int from, int to) {
    Objects.checkFromToIndex(from, to, size());
    return ascending(IntStream.range(from, to).map(this::get));
  }

  /** Returns this set without the frames of another one. */
  public FrameSet minus(FrameSet other) {
    return ascending(stream().filter(frame -> !other.contains(frame)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrameSet set && Arrays.equals(runs, set.runs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(runs);
  }

  /** Returns a short text that {@link #parse} reads back; no frame gives the empty text. */
  @Override
  public String toString() {
    return Arrays.stream(runs)
        .map(
            run ->
                run.count() == 1
                    ? Integer.toString(run.first())
                    : run.first() + "-" + run.last() + (run.step() == 1 ? "" : "x" + run.step()))
        .collect(Collectors.joining(","));
  }
}
