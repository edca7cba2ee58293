package org.networkrender.api;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** An immutable set of frame numbers in ascending order. Frame numbers are 0 to 1048574. */
public final class FrameSet {
  /** The largest frame number: Blender clamps what is above (MAXFRAME, measured on 3.4.1). */
  public static final int MAX_FRAME = 1_048_574;

  private static final Pattern PART = Pattern.compile("(\\d{1,7})(?:-(\\d{1,7})(?:x(\\d{1,7}))?)?");

  /** How many frames a text may name, each as often as it is named: bounds the work of reading. */
  private static final int MAX_NAMED = 2 * (MAX_FRAME + 1);

  private static final int MAX_QUOTED = 40;
  private static final FrameSet EMPTY = new FrameSet(new int[0]);

  private final int[] frames;

  private FrameSet(int[] ascending) {
    this.frames = ascending;
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
    return new FrameSet(frames.stream().mapToInt(FrameSet::check).sorted().distinct().toArray());
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
    return new FrameSet(IntStream.range(0, count).map(i -> first + i * step).toArray());
  }

  /**
   * Reads {@code 1-10,20,30-40x2}: single frames and ranges, a range with an optional step.
   *
   * @throws IllegalArgumentException if the text is not of that form; the message says so in words
   */
  public static FrameSet parse(String text) {
    BitSet set = new BitSet();
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
      range.stream().forEach(set::set);
    }
    return new FrameSet(set.stream().toArray());
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
    return frames.length;
  }

  /** Returns whether there is no frame. */
  public boolean isEmpty() {
    return frames.length == 0;
  }

  /** Returns the frame at a place in the ascending order, counted from 0. */
  public int get(int index) {
    return frames[index];
  }

  /** Returns whether a frame is in the set. */
  public boolean contains(int frame) {
    return Arrays.binarySearch(frames, frame) >= 0;
  }

  /** Returns the frames in ascending order. */
  public IntStream stream() {
    return Arrays.stream(frames);
  }

  /** Returns the frames from one place to before another one, counted from 0. */
  public FrameSet slice(int from, int to) {
    return new FrameSet(Arrays.copyOfRange(frames, from, to));
  }

  /** Returns this set without the frames of another one. */
  public FrameSet minus(FrameSet other) {
    return new FrameSet(stream().filter(frame -> !other.contains(frame)).toArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrameSet set && Arrays.equals(frames, set.frames);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(frames);
  }

  /** Returns a short text that {@link #parse} reads back; no frame gives the empty text. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < frames.length) {
      int end = runEnd(i);
      text.append(text.length() == 0 ? "" : ",").append(frames[i]);
      if (end > i) {
        int step = frames[i + 1] - frames[i];
        text.append('-').append(frames[end]).append(step == 1 ? "" : "x" + step);
      }
      i = end + 1;
    }
    return text.toString();
  }

  /** The last place of the run of even steps that starts at a place; a step above 1 needs three. */
  private int runEnd(int start) {
    if (start + 1 >= frames.length) {
      return start;
    }
    int step = frames[start + 1] - frames[start];
    int end = start + 1;
    while (end + 1 < frames.length && frames[end + 1] - frames[end] == step) {
      end++;
    }
    return step == 1 || end - start >= 2 ? end : start;
  }
}
