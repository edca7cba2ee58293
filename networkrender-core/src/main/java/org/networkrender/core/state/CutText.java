package org.networkrender.core.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.SampleRange;
import org.networkrender.api.Sha256;
import org.networkrender.api.split.Task;
import org.networkrender.api.split.Tile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a frame is cut, as text: the job, the choice, then a line of numbers for each part. */
final class CutText {
  private static final Logger log = LoggerFactory.getLogger(CutText.class);
  private static final String NONE = "-";

  private CutText() {}

  static String write(Sha256 job, String choice, List<Task> parts) {
    StringBuilder text = new StringBuilder(job.hex()).append('\n').append(oneLine(choice));
    for (Task part : parts) {
      text.append('\n').append(tile(part.tile())).append(' ').append(samples(part.samples()));
    }
    return text.toString();
  }

  private static String oneLine(String choice) {
    return choice.replace('\n', ' ');
  }

  private static String tile(@Nullable Tile tile) {
    return tile == null ? NONE : region(tile.kept()) + ' ' + region(tile.rendered());
  }

  private static String region(PixelRegion region) {
    return region.x() + " " + region.y() + ' ' + region.width() + ' ' + region.height();
  }

  private static String samples(@Nullable SampleRange samples) {
    return samples == null ? NONE : samples.first() + " " + samples.count();
  }

  /** Returns what was chosen, or null when this is no such text. */
  static @Nullable String choice(String text) {
    return text.lines().skip(1).findFirst().orElse(null);
  }

  /** Returns the parts, or none when the text is of another job or choice, or no such text. */
  static List<Task> read(String text, int frame, Sha256 job, String choice) {
    List<String> lines = text.lines().toList();
    if (lines.size() < 3
        || !lines.get(0).equals(job.hex())
        || !lines.get(1).equals(oneLine(choice))) {
      return List.of();
    }
    try {
      List<Task> parts = new ArrayList<>();
      for (String line : lines.subList(2, lines.size())) {
        parts.add(part(parts.size(), frame, List.of(line.split(" ", -1))));
      }
      return parts;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      log.warn("how frame {} was cut cannot be read; it is cut anew", frame, e);
      return List.of();
    }
  }

  private static Task part(int number, int frame, List<String> words) {
    boolean whole = words.get(0).equals(NONE);
    Tile tile = whole ? null : new Tile(region(words, 0), region(words, 4));
    int next = whole ? 1 : 8;
    SampleRange samples = null;
    if (!words.get(next).equals(NONE)) {
      List<Integer> numbers = numbers(words.subList(next, next + 2));
      samples = new SampleRange(numbers.get(0), numbers.get(1));
    }
    return new Task(number, FrameSet.of(frame), tile, samples);
  }

  private static PixelRegion region(List<String> words, int from) {
    List<Integer> numbers = numbers(words.subList(from, from + 4));
    return new PixelRegion(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
  }

  private static List<Integer> numbers(List<String> words) {
    return words.stream().map(Integer::valueOf).toList();
  }
}
