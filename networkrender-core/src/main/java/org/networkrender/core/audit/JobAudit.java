package org.networkrender.core.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.networkrender.api.FrameSet;
import org.networkrender.core.image.PictureComparison;
import org.networkrender.core.task.JobAttempt;
import org.networkrender.core.task.JobRoster;
import org.networkrender.core.task.JobTask;
import org.networkrender.core.task.JobTasks;
import org.networkrender.core.task.JobWorker;

/**
 * Renders some tasks once more on another machine and compares, to find a machine that computes
 * wrongly. Of two that differ the own machine is believed; where it is neither, a third one
 * decides. Belongs to the farm's thread.
 */
public final class JobAudit {
  private final JobTasks tasks;
  private final SecondLooks looks;
  private final JobRoster roster;
  private final Consumer<String> warnings;

  /** The results of audited tasks, in the order in which they came. */
  private final Map<Integer, List<Result>> results = new HashMap<>();

  /** Audited tasks that were rendered, and for which there was no other machine. */
  private final Set<Integer> waiting = new LinkedHashSet<>();

  private final Map<JobWorker, Set<Integer>> rendered = new LinkedHashMap<>();
  private final Set<Integer> settled = new HashSet<>();
  private final Map<JobWorker, Set<Integer>> wrong = new LinkedHashMap<>();
  private final Set<Integer> replaced = new TreeSet<>();
  private final Set<Integer> spoiled = new TreeSet<>();
  private final List<String> undecided = new ArrayList<>();
  private final List<Runnable> followers = new ArrayList<>();
  private int compared;
  private int alike;
  private int unclear;
  private int ended;

  /**
   * Who rendered what.
   *
   * @param worker who
   * @param files where the pictures lie
   */
  record Result(JobWorker worker, SecondLooks.Files files) {}

  /**
   * Begins with nothing compared; {@code warnings} is told, in one line, what a person should know.
   */
  public JobAudit(JobTasks tasks, SecondLooks looks, JobRoster roster, Consumer<String> warnings) {
    this.tasks = tasks;
    this.looks = looks;
    this.roster = roster;
    this.warnings = warnings;
  }

  /**
   * A result of a task was accepted.
   *
   * @param place gives it its place, at once or when a copy of an audited one was put aside, and
   *     runs what it is given when it is there
   */
  public void accepted(int task, JobAttempt attempt, Consumer<Runnable> place) {
    if (task >= tasks.rendered()) {
      // A bake, or a movie.
      place.accept(() -> {});
      return;
    }
    rendered.computeIfAbsent(attempt.worker(), any -> new TreeSet<>()).add(task);
    if (!tasks.audited().contains(task)) {
      place.accept(() -> {});
      taskEnded();
      return;
    }
    // Not before it has its place: a wrong one that came later would replace the right one.
    looks.putAside(attempt, files -> place.accept(() -> placed(task, attempt.worker(), files)));
  }

  private void placed(int task, JobWorker worker, SecondLooks.Files files) {
    results.computeIfAbsent(task, any -> new ArrayList<>()).add(new Result(worker, files));
    waiting.add(task);
    taskEnded();
    lookWherePossible();
  }

  /** A task was given up: there is nothing to compare. */
  public void givenUp(int task) {
    if (tasks.isLook(task)) {
      int audited = tasks.lookedAt(task);
      if (!settled.contains(audited)) {
        unanswered(audited, known(audited).size());
      }
    } else if (task < tasks.rendered()) {
      if (tasks.audited().contains(task)) {
        settle(task);
      }
      taskEnded();
    }
  }

  private void taskEnded() {
    if (++ended == tasks.rendered()) {
      lookWherePossible();
      // Nobody else is there, and none is waited for.
      List.copyOf(waiting).forEach(this::settle);
    }
  }

  /** Lets tasks be rendered again as soon as another machine is there. */
  public void lookWherePossible() {
    for (int task : List.copyOf(waiting)) {
      JobWorker first = known(task).get(0).worker();
      if (roster.othersReady(Set.of(first.place()))) {
        waiting.remove(task);
        looks.release(tasks.look(task, 2), List.of(first.place()));
      }
    }
  }

  /** Returns whether a look would be made by a machine whose result it is to be compared with. */
  public boolean isPointless(int look, JobWorker worker) {
    return tasks.isLook(look)
        && known(tasks.lookedAt(look)).stream().anyMatch(result -> result.worker() == worker);
  }

  /** A task was rendered again. */
  public void looked(int look, JobAttempt attempt) {
    int task = tasks.lookedAt(look);
    List<Result> known = known(task);
    SecondLooks.Files files = SecondLooks.Files.of(attempt);
    if (known.isEmpty() || settled.contains(task)) {
      looks.discard(files);
      return;
    }
    Result result = new Result(attempt.worker(), files);
    known.add(result);
    looks.compare(
        tasks.get(task),
        files,
        known.subList(0, known.size() - 1).stream().map(Result::files).toList(),
        outcomes -> judge(task, outcomes));
  }

  private List<Result> known(int task) {
    return results.getOrDefault(task, List.of());
  }

  private void judge(int task, List<PictureComparison.Outcome> outcomes) {
    List<Result> known = known(task);
    if (outcomes.contains(PictureComparison.Outcome.UNCLEAR)) {
      unclear += known.size() == 2 ? 1 : 0;
      unanswered(task, known.size() - 1);
      return;
    }
    List<Boolean> same = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      boolean lastBits =
          roster.mayDiffer(known.get(i).worker())
              || roster.mayDiffer(known.get(known.size() - 1).worker());
      same.add(
          outcomes.get(i) == PictureComparison.Outcome.SAME
              || (lastBits && outcomes.get(i) == PictureComparison.Outcome.ALIKE));
    }
    if (known.size() == 2) {
      compared++;
      if (same.get(0)) {
        alike++;
        settle(task);
      } else {
        differ(task, known);
      }
    } else if (same.get(0) && !same.get(1)) {
      blame(task, 1, 0);
    } else if (same.get(1) && !same.get(0)) {
      blame(task, 0, 1);
    } else {
      undecided(task, known);
    }
  }

  private void differ(int task, List<Result> known) {
    List<String> places = known.stream().map(result -> result.worker().place()).toList();
    if (known.get(0).worker().isLocal()) {
      blame(task, 1, 0);
    } else if (known.get(1).worker().isLocal()) {
      blame(task, 0, 1);
    } else if (roster.othersReady(Set.copyOf(places))) {
      looks.release(tasks.look(task, 3), places);
    } else {
      undecided(task, known);
    }
  }

  private void blame(int task, int guilty, int right) {
    List<Result> known = known(task);
    JobWorker worker = known.get(guilty).worker();
    wrong.computeIfAbsent(worker, any -> new TreeSet<>()).add(task);
    String label = tasks.get(task).label();
    warnings.accept(worker.name() + " rendered " + label + " wrongly: others give another picture");
    if (guilty == 0 && tasks.get(task) instanceof JobTask.Whole) {
      Result better = known.get(right);
      looks.replace(
          tasks.get(task),
          better.files(),
          () -> {
            replaced.add(task);
            warnings.accept(
                label + " was replaced by what " + better.worker().name() + " rendered");
            settle(task);
          });
    } else {
      if (guilty == 0) {
        spoiled.add(task);
      }
      settle(task);
    }
  }

  /**
   * A look told nothing.
   *
   * @param others how many results there are besides it: where there are two, they differ
   */
  private void unanswered(int task, int others) {
    if (others == 2) {
      undecided(task, known(task));
    } else {
      settle(task);
    }
  }

  private void undecided(int task, List<Result> known) {
    String names = String.join(", ", known.stream().map(result -> result.worker().name()).toList());
    undecided.add(
        tasks.get(task).label()
            + " differs between "
            + names
            + ", and no other machine could decide");
    warnings.accept(undecided.get(undecided.size() - 1));
    settle(task);
  }

  private void settle(int task) {
    waiting.remove(task);
    if (settled.add(task)) {
      known(task).forEach(result -> looks.discard(result.files()));
      looks.withdraw(tasks.look(task, 2));
      looks.withdraw(tasks.look(task, 3));
      if (isSettled()) {
        List.copyOf(followers).forEach(Runnable::run);
        followers.clear();
      }
    }
  }

  private boolean isSettled() {
    return settled.containsAll(tasks.audited());
  }

  /** Runs something when no picture will be replaced any more: at once, or later. */
  public void whenSettled(Runnable then) {
    if (isSettled()) {
      then.run();
    } else {
      followers.add(then);
    }
  }

  /** Returns what was found, in lines for a person; none without an audit. */
  public List<String> report() {
    if (tasks.audited().isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    if (compared == 0 && unclear == 0) {
      lines.add("Audit: nothing could be compared; an audit needs two machines");
    }
    if (compared > 0) {
      lines.add(counted(compared) + (alike == compared ? ", and all are alike" : ""));
    }
    if (unclear > 0) {
      String why = looks.whyUnclear();
      lines.add(
          counted(unclear)
              + ", but the pictures cannot be compared"
              + (why.isEmpty() ? "" : ": " + why));
    }
    wrong.forEach(
        (worker, bad) -> {
          lines.add("Audit: " + worker.name() + " rendered wrongly: " + frames(bad));
          Set<Integer> doubtful = new TreeSet<>(rendered.getOrDefault(worker, Set.of()));
          doubtful.removeAll(tasks.audited());
          if (!doubtful.isEmpty()) {
            lines.add(
                "Audit: nobody checked what else it rendered: "
                    + frames(doubtful)
                    + "; do without it and render those again");
          }
        });
    if (!replaced.isEmpty()) {
      lines.add("Audit: replaced by the right pictures: " + frames(replaced));
    }
    if (!spoiled.isEmpty()) {
      lines.add(
          "Audit: not replaced, since a wrong part is in it: "
              + frames(spoiled)
              + "; remove its picture and give the same command again without that machine");
    }
    undecided.forEach(text -> lines.add("Audit: " + text));
    if (tasks.audited().stream().anyMatch(task -> tasks.get(task) instanceof JobTask.Part)) {
      lines.add("Audit: of a frame in parts the parts are compared, and not how it was finished");
    }
    return lines;
  }

  private static String counted(int some) {
    return "Audit: "
        + (some == 1 ? "1 task was" : some + " tasks were")
        + " rendered by two machines";
  }

  private String frames(Set<Integer> some) {
    Set<Integer> frames = new TreeSet<>();
    some.forEach(task -> tasks.get(task).frames().stream().forEach(frames::add));
    return (frames.size() == 1 ? "frame " : "frames ") + FrameSet.of(frames);
  }
}
