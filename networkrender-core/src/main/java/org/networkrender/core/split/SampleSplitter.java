package org.networkrender.core.split;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.networkrender.api.FrameSet;
import org.networkrender.api.ProviderOption;
import org.networkrender.api.RenderException;
import org.networkrender.api.SampleRange;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.split.SplitPlan;
import org.networkrender.api.split.SplitRequest;
import org.networkrender.api.split.Task;
import org.networkrender.core.text.PlainWords;

/**
 * Each frame in ranges of its samples, each of which is the whole frame. The option {@value
 * #OPTION} says how many; without it there are two for each slot on small farms, and one for each
 * on big ones, since every range is a file of the frame's full size.
 */
public final class SampleSplitter implements JobSplitter {
  /** The option that names the number of ranges, 1 to {@value #MAX_RANGES}. */
  public static final String OPTION = "ranges";

  /** The most ranges of one frame. */
  public static final int MAX_RANGES = 1000;

  static final ProviderOption RANGES =
      ProviderOption.ofJob(
          OPTION,
          "how many ranges of samples a frame: 1 to " + MAX_RANGES + ", chosen unless given");

  static final int MIN_CHOSEN = 2;

  /** From here on one range a slot is enough. */
  static final int MANY = 32;

  static final int MAX_CHOSEN = 256;

  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

  @Override
  public String name() {
    return "samples";
  }

  @Override
  public String description() {
    return "Each frame in ranges of its samples, for small frames with many samples";
  }

  @Override
  public List<ProviderOption> options() {
    return List.of(RANGES, PartRequest.EXACT);
  }

  @Override
  public SplitPlan split(SplitRequest request) throws RenderException {
    PartFormat parts = PartRequest.forSamples(request);
    int samples = parts.samples().count();
    String option = request.options().get(OPTION);
    int ranges = option == null ? choose(request, samples) : parse(option, samples);
    String reason =
        option == null ? "chosen for " + PlainWords.slots(request.slots()) : "as asked for";
    String changes = parts.samples().changes();
    return new SplitPlan(
        tasks(request, samples, ranges),
        (ranges == 1 ? "1 range" : ranges + " ranges")
            + " of "
            + samples
            + " samples a frame, "
            + reason
            + (changes.isEmpty() ? "" : ". Mind: " + changes));
  }

  private static int choose(SplitRequest request, int samples) {
    int frames = Math.max(1, request.frames().size());
    long slots = ((long) request.slots() + frames - 1) / frames;
    long ranges = Math.max(slots, Math.min(MANY, 2 * slots));
    return (int) Math.min(samples, Math.max(MIN_CHOSEN, Math.min(MAX_CHOSEN, ranges)));
  }

  private static int parse(String option, int samples) throws RenderException {
    int ranges = NUMBER.matcher(option).matches() ? Integer.parseInt(option) : 0;
    if (ranges < 1 || ranges > MAX_RANGES) {
      throw RenderException.user(
          "The number of sample ranges is not a number from 1 to " + MAX_RANGES,
          "Give the option " + OPTION + " such a number, or leave it out");
    }
    if (ranges > samples) {
      throw RenderException.user(
          "There are more sample ranges than samples: " + ranges,
          "This frame has " + samples + " samples, so give up to " + samples + " ranges");
    }
    return ranges;
  }

  /** Cuts each frame of a request into ranges whose sizes differ by at most one sample. */
  static List<Task> tasks(SplitRequest request, int samples, int ranges) throws RenderException {
    PartRequest.checkTasks(request, ranges);
    List<Task> tasks = new ArrayList<>(ranges * request.frames().size());
    request.frames().stream()
        .mapToObj(FrameSet::of)
        .forEach(
            frame -> {
              for (int i = 0; i < ranges; i++) {
                int first = cut(samples, ranges, i);
                int count = cut(samples, ranges, i + 1) - first;
                tasks.add(new Task(tasks.size(), frame, null, new SampleRange(first, count)));
              }
            });
    return tasks;
  }

  private static int cut(int samples, int ranges, int place) {
    return (int) ((long) samples * place / ranges);
  }
}
