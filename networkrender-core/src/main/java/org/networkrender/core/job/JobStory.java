package org.networkrender.core.job;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.networkrender.api.PlainText;
import org.networkrender.core.assembly.FrameAssembly;
import org.networkrender.core.events.FailureReason;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.events.TaskAttempt;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.task.BakeTask;
import org.networkrender.core.task.EncodeTask;
import org.networkrender.core.task.JobTask;
import org.networkrender.core.task.JobWork;
import org.networkrender.core.task.JobWorker;

/**
 * Tells what happens in a job as events: it listens to what goes into the job's scheduler and what
 * comes out of it, and changes nothing. Belongs to the farm's thread.
 */
final class JobStory {
  private final JobEvents events;
  private final JobWork work;
  private final WorkerStory workers;

  /** The attempts that may still give a result, those that have not begun in slot 0. */
  private final Map<Long, TaskAttempt> attempts = new HashMap<>();

  private final Map<Long, Double> seconds = new HashMap<>();
  private final Map<Long, List<String>> output = new HashMap<>();
  private final Set<FrameAssembly> dropped = new HashSet<>();

  JobStory(JobEvents events, JobWork work) {
    this.events = events;
    this.work = work;
    this.workers = new WorkerStory(events, this::forget);
  }

  /** Tells what has changed of the workers. */
  void workers(long now) {
    work.roster().all().forEach(worker -> workers.look(worker, now));
  }

  /** A worker gets the job's files. */
  void receiving(JobWorker worker, long bytes, long total, long now) {
    workers.look(worker, now);
    events.publish(
        stamp -> new JobEvent.WorkerReceiving(stamp, WorkerStory.of(worker), bytes, total));
  }

  /** What counted as a failure of the worker at a place was none. */
  void absolved(JobWorker worker) {
    events.publish(stamp -> new JobEvent.WorkerAbsolved(stamp, WorkerStory.of(worker)));
  }

  /** A worker says how long it has rendered; before that goes to the scheduler. */
  void took(long attempt, double spent) {
    if (attempts.containsKey(attempt)) {
      seconds.put(attempt, spent);
    }
  }

  /**
   * What the renderer of an attempt printed last; before that its failure goes to the scheduler.
   */
  void printed(long attempt, List<String> lines) {
    if (attempts.containsKey(attempt)) {
      output.put(attempt, lines.stream().map(PlainText::line).toList());
    }
  }

  /** Something goes into the scheduler. */
  void into(SchedulerEvent event, long now) {
    if (event instanceof SchedulerEvent.Started started) {
      begun(started.attempt(), now);
    } else if (event instanceof SchedulerEvent.Progressed progressed) {
      begun(progressed.attempt(), now)
          .ifPresent(
              attempt ->
                  events.publish(
                      stamp ->
                          new JobEvent.TaskProgress(stamp, attempt, progressed.fraction(), "")));
    } else if (event instanceof SchedulerEvent.Rendered rendered) {
      double spent = seconds.getOrDefault(rendered.attempt(), 0.0);
      begun(rendered.attempt(), now)
          .ifPresent(
              attempt -> events.publish(stamp -> new JobEvent.TaskRendered(stamp, attempt, spent)));
    } else if (event instanceof SchedulerEvent.Verified verified) {
      begun(verified.attempt(), now)
          .ifPresent(attempt -> events.publish(stamp -> new JobEvent.TaskVerified(stamp, attempt)));
    } else if (event instanceof SchedulerEvent.Failed failed) {
      List<String> last = output.getOrDefault(failed.attempt(), List.of());
      begun(failed.attempt(), now)
          .ifPresent(
              attempt ->
                  events.publish(
                      stamp ->
                          new JobEvent.TaskFailed(
                              stamp, attempt, of(failed.kind()), failed.cause(), last)));
      forget(failed.attempt());
    } else if (event instanceof SchedulerEvent.Returned returned) {
      stopped(returned.attempt());
    } else if (event instanceof SchedulerEvent.WorkerLeft) {
      workers(now);
    }
  }

  private static FailureReason of(FailureKind kind) {
    return switch (kind) {
      case SCENE -> FailureReason.SCENE;
      case WORKER -> FailureReason.WORKER;
      case RESOURCE -> FailureReason.RESOURCE;
      case STALLED -> FailureReason.STALLED;
      case REFUSED -> FailureReason.REFUSED;
      case LOST -> FailureReason.LOST;
    };
  }

  /** The scheduler has decided something; before that is carried out. */
  void outOf(Effect effect, long now) {
    if (effect instanceof Effect.Assign assign) {
      JobWorker worker = work.roster().byLink(assign.worker());
      if (worker != null) {
        attempts.put(assign.attempt(), assigned(assign, worker));
      }
    } else if (effect instanceof Effect.Cancel cancel) {
      stopped(cancel.attempt());
    } else if (effect instanceof Effect.Accept accept) {
      accepted(accept.attempt(), now);
    } else if (effect instanceof Effect.Cut cut) {
      int frame = work.tasks().get(cut.task()).frames().get(0);
      events.publish(stamp -> new JobEvent.FrameCut(stamp, frame, cut.parts()));
    } else if (effect instanceof Effect.Obsolete obsolete) {
      FrameAssembly cut = work.tasks().get(obsolete.task()).tail();
      if (cut != null && dropped.add(cut)) {
        events.publish(stamp -> new JobEvent.CutDropped(stamp, cut.frame()));
      }
    }
  }

  private TaskAttempt assigned(Effect.Assign assign, JobWorker worker) {
    JobTask task = work.tasks().get(assign.task());
    return new TaskAttempt(
        assign.attempt(), task.label(), task.frames(), kind(task), WorkerStory.of(worker), 0);
  }

  private static TaskAttempt.Kind kind(JobTask task) {
    if (task instanceof JobTask.Part) {
      return TaskAttempt.Kind.PART;
    } else if (task instanceof JobTask.Finish) {
      return TaskAttempt.Kind.FINISH;
    } else if (task instanceof JobTask.Look) {
      return TaskAttempt.Kind.CHECK;
    } else if (task instanceof BakeTask) {
      return TaskAttempt.Kind.BAKE;
    } else if (task instanceof EncodeTask) {
      return TaskAttempt.Kind.MOVIE;
    }
    return TaskAttempt.Kind.FRAMES;
  }

  /** Returns an attempt that has begun, and tells that it has if nobody was told yet. */
  private Optional<TaskAttempt> begun(long number, long now) {
    TaskAttempt known = attempts.get(number);
    if (known == null || known.slot() > 0) {
      return Optional.ofNullable(known);
    }
    work.roster().all().stream()
        .filter(worker -> WorkerStory.of(worker).place().equals(known.worker().place()))
        .forEach(worker -> workers.look(worker, now));
    TaskAttempt begun =
        new TaskAttempt(
            number,
            known.task(),
            known.frames(),
            known.kind(),
            known.worker(),
            freeSlot(known.worker().place()));
    attempts.put(number, begun);
    events.publish(stamp -> new JobEvent.TaskStarted(stamp, begun));
    return Optional.of(begun);
  }

  private int freeSlot(String place) {
    Set<Integer> taken = new HashSet<>();
    attempts.values().stream()
        .filter(attempt -> attempt.worker().place().equals(place))
        .forEach(attempt -> taken.add(attempt.slot()));
    int slot = 1;
    while (taken.contains(slot)) {
      slot++;
    }
    return slot;
  }

  private void accepted(long number, long now) {
    double spent = seconds.getOrDefault(number, 0.0);
    begun(number, now)
        .ifPresent(
            attempt -> {
              events.publish(stamp -> new JobEvent.TaskAccepted(stamp, attempt, spent));
            });
    forget(number);
  }

  private void stopped(long number) {
    TaskAttempt attempt = attempts.get(number);
    if (attempt != null && attempt.slot() > 0) {
      events.publish(stamp -> new JobEvent.TaskStopped(stamp, attempt));
    }
    forget(number);
  }

  private void forget(long number) {
    attempts.remove(number);
    seconds.remove(number);
    output.remove(number);
  }

  /** Who is at a place is gone, with what it was doing. */
  private void forget(String place) {
    attempts.values().stream()
        .filter(attempt -> attempt.worker().place().equals(place))
        .map(TaskAttempt::number)
        .toList()
        .forEach(this::forget);
  }

  /** A frame has its pictures. */
  void finished(DoneFrame done) {
    List<String> pictures = done.pictures().stream().map(Path::toString).toList();
    events.publish(
        stamp ->
            new JobEvent.FrameFinished(
                stamp, done.frame(), pictures, done.contributors(), done.seconds()));
  }
}
