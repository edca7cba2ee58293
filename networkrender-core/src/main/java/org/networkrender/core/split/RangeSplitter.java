package org.networkrender.core.split;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.networkrender.api.FrameSet;
import org.networkrender.api.ProviderOption;
import org.networkrender.api.RenderException;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.split.SplitPlan;
import org.networkrender.api.split.SplitRequest;
import org.networkrender.api.split.Task;

/**
 * Several neighbouring frames a task, for very short frames on slow links. The option {@value
 * #OPTION} says how many; without it there are so many that each slot still gets about {@value
 * #TASKS_A_SLOT} tasks, so that fast machines can take more than slow ones.
 */
public final class RangeSplitter implements JobSplitter {
  /** The option that names the number of frames a task, 1 to {@value #MAX_RANGE}. */
  public static final String OPTION = "range";

  /** The most frames that a user may ask for in one task. */
  public static final int MAX_RANGE = 100_000;

  static final int TASKS_A_SLOT = 8;

  /** More frames a task save nothing worth having, but more is lost with a worker. */
  static final int MAX_CHOSEN = 100;

  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

  @Override
  public String name() {
    return "ranges";
  }

  @Override
  public String description() {
    return "Several neighbouring frames a task, for very short frames";
  }

  @Override
  public List<ProviderOption> options() {
    return List.of(
        ProviderOption.ofJob(
            OPTION, "how many frames a task: 1 to " + MAX_RANGE + ", chosen unless given"));
  }

  @Override
  public SplitPlan split(SplitRequest request) throws RenderException {
    FrameSet frames = request.frames();
    String option = request.options().get(OPTION);
    int range = option == null ? choose(frames.size(), request.slots()) : parse(option);
    List<Task> tasks = new ArrayList<>();
    for (long from = 0; from < frames.size(); from += range) {
      int to = (int) Math.min(frames.size(), from + range);
      tasks.add(Task.of(tasks.size(), frames.slice((int) from, to)));
    }
    String reason =
        option == null
            ? "chosen for " + request.slots() + (request.slots() == 1 ? " slot" : " slots")
            : "as asked for";
    return new SplitPlan(
        tasks, "Up to " + range + " frames a task, " + reason + ": " + tasks.size());
  }

  private static int choose(int frames, int slots) {
    long range = frames / ((long) slots * TASKS_A_SLOT);
    return (int) Math.max(1, Math.min(MAX_CHOSEN, range));
  }

  private static int parse(String option) throws RenderException {
    int range = NUMBER.matcher(option).matches() ? Integer.parseInt(option) : 0;
    if (range < 1 || range > MAX_RANGE) {
      throw RenderException.user(
          "The number of frames a task is not a number from 1 to " + MAX_RANGE,
          "Give the option " + OPTION + " such a number, or leave it out");
    }
    return range;
  }
}
