package org.networkrender.core.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.networkrender.api.split.Task;
import org.networkrender.core.assembly.BakePlan;
import org.networkrender.core.assembly.FrameAssembly;
import org.networkrender.core.assembly.MovieAssembly;
import org.networkrender.core.assembly.MoviePlan;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.scheduler.TaskGraph;

/**
 * The tasks of a job by the numbers that its scheduler knows them by: first those of the split,
 * then one to finish each frame that needs it, then two that render an audited task again, which
 * are held until they are needed, then one to join each frame, which the client does, then the bake
 * (held until it is told where it belongs) and two for each movie, then the parts of frames that
 * are cut while the job runs. Joining needs the parts, and finishing needs that; all that is
 * rendered needs the bake, and movies need all.
 */
public final class JobTasks {
  private final List<JobTask> tasks = new ArrayList<>();
  private final Map<Integer, Integer> looks = new LinkedHashMap<>();
  private final Map<Integer, Integer> joins = new HashMap<>();
  private final Map<MovieAssembly, Integer> gathers = new LinkedHashMap<>();
  private final int rendered;
  private final boolean chain;
  private int bake = -1;
  private boolean baked;

  /** Numbers the tasks of a plan. */
  public JobTasks(JobPlan plan) {
    Map<Integer, FrameAssembly> byFrame = new HashMap<>();
    plan.assemblies().forEach(assembly -> byFrame.put(assembly.frame(), assembly));
    for (Task task : plan.split().tasks()) {
      tasks.add(
          task.isPart()
              ? new JobTask.Part(
                  task, Objects.requireNonNull(byFrame.get(task.frames().get(0)), "no assembly"))
              : new JobTask.Whole(task));
    }
    for (FrameAssembly assembly : plan.assemblies()) {
      if (assembly.format().finished()) {
        tasks.add(new JobTask.Finish(assembly));
      }
    }
    rendered = tasks.size();
    for (int audited : AuditSample.of(plan)) {
      looks.put(audited, tasks.size());
      tasks.add(new JobTask.Look(tasks.get(audited), audited, 2));
      tasks.add(new JobTask.Look(tasks.get(audited), audited, 3));
    }
    for (FrameAssembly assembly : plan.assemblies()) {
      joins.put(assembly.frame(), tasks.size());
      tasks.add(new JobTask.Join(assembly));
    }
    plan.bake().ifPresent(this::add);
    plan.movies().forEach(this::add);
    chain = plan.isChain();
  }

  private void add(BakePlan plan) {
    bake = tasks.size();
    baked = plan.kept() != null;
    tasks.add(new BakeTask(plan));
  }

  private void add(MoviePlan plan) {
    MovieAssembly movie = new MovieAssembly(plan);
    gathers.put(movie, tasks.size());
    tasks.add(new GatherTask(movie));
    tasks.add(new EncodeTask(movie));
  }

  /** Returns the tasks that there are when the job begins, and what they need. */
  public TaskGraph graph() {
    TaskGraph.Builder graph = TaskGraph.builder();
    List<Integer> frames = new ArrayList<>();
    List<Integer> wholes = new ArrayList<>();
    for (JobTask task : tasks) {
      boolean here = task instanceof JobTask.Join || task instanceof GatherTask;
      boolean held = task instanceof JobTask.Look || (task instanceof BakeTask && !baked);
      int number = here ? graph.here() : held ? graph.held() : graph.task();
      if (task instanceof JobTask.Part part) {
        graph.needs(joinOf(part.assembly()), number);
      } else if (task instanceof JobTask.Finish finish) {
        graph.needs(number, joinOf(finish.assembly()));
        frames.add(number);
      } else if (task instanceof JobTask.Join join && !join.assembly().format().finished()) {
        frames.add(number);
      } else if (task instanceof JobTask.Whole) {
        frames.add(number);
        wholes.add(number);
      } else if (task instanceof GatherTask) {
        graph.needs(number, frames);
      } else if (task instanceof EncodeTask encode) {
        graph.needs(number, gatherOf(encode.movie()));
      }
      if (task instanceof BakeTask || task instanceof EncodeTask) {
        graph.apart(number);
      }
      if (bake >= 0 && isOfScene(task)) {
        graph.needs(number, bake);
      }
    }
    if (baked) {
      graph.done(bake);
    }
    if (chain && !wholes.isEmpty()) {
      graph.chain(wholes);
    }
    return graph.build();
  }

  /** Returns the number of the task that bakes, or -1 where nothing is to be baked. */
  public int bake() {
    return baked ? -1 : bake;
  }

  /** Returns whether a task renders the scene, so that its simulations show in it. */
  private static boolean isOfScene(JobTask task) {
    return task instanceof JobTask.Whole
        || task instanceof JobTask.Part
        || task instanceof JobTask.Finish
        || task instanceof JobTask.Look;
  }

  /** Returns the number of the task that gathers the pictures of a movie. */
  public int gatherOf(MovieAssembly movie) {
    return Objects.requireNonNull(gathers.get(movie));
  }

  /** Returns how many tasks there are that pictures are made of; the others only look again. */
  public int rendered() {
    return rendered;
  }

  /** Returns the numbers of the tasks that are looked at again. */
  public Set<Integer> audited() {
    return looks.keySet();
  }

  /** Returns the number of the task that renders an audited one a second or a third time. */
  public int look(int audited, int number) {
    return Objects.requireNonNull(looks.get(audited)) + number - 2;
  }

  /** Returns whether a task only renders an audited one again. */
  public boolean isLook(int number) {
    return tasks.get(number) instanceof JobTask.Look;
  }

  /** Returns the number of the task that a look is at. */
  public int lookedAt(int look) {
    if (tasks.get(look) instanceof JobTask.Look task) {
      return task.audited();
    }
    throw new IllegalArgumentException("task " + look + " is no look at another");
  }

  /**
   * Adds the parts of a frame, what joins and what finishes them.
   *
   * @param first the number of the first part
   */
  public void add(int first, FrameAssembly assembly) {
    if (first != tasks.size()) {
      throw new IllegalStateException("task " + first + " after " + tasks.size());
    }
    assembly.parts().forEach(part -> tasks.add(new JobTask.Part(part, assembly)));
    joins.put(assembly.frame(), tasks.size());
    tasks.add(new JobTask.Join(assembly));
    tasks.add(new JobTask.Finish(assembly));
  }

  /** Returns the task of a number. */
  public JobTask get(int number) {
    return tasks.get(number);
  }

  /** Returns the number of the task that joins a frame. */
  public int joinOf(FrameAssembly assembly) {
    return Objects.requireNonNull(joins.get(assembly.frame()));
  }
}
