package org.networkrender.core.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.networkrender.api.FrameSet;

/** What an event changes in the state of a job. For one event. */
final class JobFold {
  /** So many failures and warnings a snapshot knows. */
  private static final int MOST_TOLD = 100;

  private final JobSnapshot before;
  private JobPhase phase;
  private Optional<String> scene;
  private int priority;
  private Optional<JobPlanned> plan;
  private JobTotals totals;
  private FrameTable frames;
  private WorkerTable workers;
  private Optional<JobSnapshot.Wait> waiting;
  private List<Question> questions;
  private List<JobSnapshot.GivenUp> failures;
  private List<JobSnapshot.Warned> warnings;
  private Optional<JobEnding> ending;

  JobFold(JobSnapshot before) {
    this.before = before;
    this.phase = before.phase();
    this.scene = before.scene();
    this.priority = before.priority();
    this.plan = before.plan();
    this.totals = before.totals();
    this.frames = before.frames();
    this.workers = before.workers();
    this.waiting = before.waiting();
    this.questions = before.questions();
    this.failures = before.failures();
    this.warnings = before.warnings();
    this.ending = before.ending();
  }

  JobSnapshot after(JobEvent event) {
    if (!worker(event) && !attempt(event) && !frame(event)) {
      whole(event);
    }
    return new JobSnapshot(
        before.job(),
        event.sequence(),
        event.time(),
        phase,
        scene,
        priority,
        plan,
        totals,
        frames,
        workers,
        waiting,
        questions,
        failures,
        warnings,
        ending);
  }

  private boolean worker(JobEvent event) {
    if (event instanceof JobEvent.WorkerFound found) {
      workers = workers.with(found.worker(), worker -> worker.found(found.local()));
    } else if (event instanceof JobEvent.WorkerReceiving receiving) {
      workers =
          workers.withKnown(
              receiving.worker(), worker -> worker.receives(receiving.bytes(), receiving.total()));
    } else if (event instanceof JobEvent.WorkerJoined joined) {
      waiting = Optional.empty();
      workers =
          workers.with(joined.worker(), worker -> worker.joined(joined.slots(), joined.device()));
    } else if (event instanceof JobEvent.WorkerExcluded excluded) {
      workers =
          workers.with(
              excluded.worker(), worker -> worker.is(WorkerState.Status.EXCLUDED, excluded.text()));
    } else if (event instanceof JobEvent.WorkerResting resting) {
      workers =
          workers.with(
              resting.worker(), worker -> worker.is(WorkerState.Status.RESTING, resting.text()));
    } else if (event instanceof JobEvent.WorkerAbsolved absolved) {
      workers = workers.withKnown(absolved.worker(), WorkerState::absolved);
    } else if (event instanceof JobEvent.WorkerLeft left) {
      for (WorkerState.Run run : running(left.worker())) {
        end(run.attempt());
      }
      workers =
          workers.with(left.worker(), worker -> worker.is(WorkerState.Status.GONE, left.text()));
    } else {
      return false;
    }
    return true;
  }

  private List<WorkerState.Run> running(WorkerRef worker) {
    return workers.at(worker.place()).map(WorkerState::running).orElse(List.of());
  }

  private boolean attempt(JobEvent event) {
    if (event instanceof JobEvent.TaskStarted started) {
      TaskAttempt attempt = started.attempt();
      waiting = Optional.empty();
      workers =
          workers.with(
              attempt.worker(), worker -> worker.runs(new WorkerState.Run(attempt, 0, "", false)));
      frames = frames.with(attempt.frames(), frame -> frame.started(attempt));
    } else if (event instanceof JobEvent.TaskProgress progress) {
      progressed(progress);
    } else if (event instanceof JobEvent.TaskRendered rendered) {
      TaskAttempt attempt = rendered.attempt();
      frames = frames.with(attempt.frames(), frame -> frame.rendered(attempt));
      workers = workers.withKnown(attempt.worker(), worker -> worker.rendered(attempt.number()));
    } else if (event instanceof JobEvent.TaskAccepted accepted) {
      TaskAttempt attempt = accepted.attempt();
      frames = frames.with(attempt.frames(), frame -> frame.accepted(attempt));
      workers =
          workers.with(
              attempt.worker(),
              worker -> worker.ended(attempt.number()).accepted(attempt, accepted.seconds()));
    } else if (event instanceof JobEvent.TaskFailed failed) {
      end(failed.attempt());
      workers = workers.with(failed.attempt().worker(), worker -> worker.failed(1));
    } else if (event instanceof JobEvent.TaskStopped stopped) {
      end(stopped.attempt());
    } else {
      return event instanceof JobEvent.TaskVerified;
    }
    return true;
  }

  private void progressed(JobEvent.TaskProgress progress) {
    TaskAttempt attempt = progress.attempt();
    WorkerState.Run run = new WorkerState.Run(attempt, progress.fraction(), progress.note(), false);
    workers =
        workers.withKnown(
            attempt.worker(),
            worker -> worker.isRunning(attempt.number()) ? worker.runs(run) : worker);
  }

  /** An attempt has ended without a result that counts; it may have been ended already. */
  private void end(TaskAttempt attempt) {
    if (running(attempt.worker()).stream()
        .anyMatch(run -> run.attempt().number() == attempt.number())) {
      workers = workers.with(attempt.worker(), worker -> worker.ended(attempt.number()));
      frames =
          frames.with(
              attempt.frames(), frame -> frame.released(attempt.kind(), attempt.worker().place()));
    }
  }

  private boolean frame(JobEvent event) {
    if (event instanceof JobEvent.FrameCut cut) {
      frames = frames.with(FrameSet.of(cut.frame()), frame -> frame.cut(cut.parts()));
    } else if (event instanceof JobEvent.CutDropped dropped) {
      frames = frames.with(FrameSet.of(dropped.frame()), frame -> frame.cut(0));
    } else if (event instanceof JobEvent.FrameFinished finished) {
      List<Contribution> contributors = finished.contributors();
      frames = frames.with(FrameSet.of(finished.frame()), frame -> frame.finished(contributors));
      if (!contributors.isEmpty()) {
        workers = workers.with(contributors.get(0).worker(), WorkerState::finished);
      }
    } else if (event instanceof JobEvent.FramesFailed failed) {
      frames = frames.with(failed.frames(), FrameState::failed);
      failures = with(failures, new JobSnapshot.GivenUp(failed.frames(), failed.cause()));
    } else {
      return false;
    }
    return true;
  }

  private void whole(JobEvent event) {
    if (event instanceof JobEvent.Planning planning) {
      scene = Optional.of(planning.scene());
    } else if (event instanceof JobEvent.Planned planned) {
      plan = Optional.of(planned.plan());
      scene = Optional.of(planned.plan().scene());
      phase = JobPhase.RUNNING;
      totals = JobTotals.before(planned.plan().frames().size(), planned.plan().kept().size());
      int parts = planned.plan().parts();
      frames = FrameTable.of(planned.plan().frames(), planned.plan().kept());
      if (parts > 0) {
        frames = frames.with(planned.plan().frames(), frame -> frame.cut(parts));
      }
    } else if (event instanceof JobEvent.JobProgress progress) {
      totals = progress.totals();
    } else if (event instanceof JobEvent.Waiting wait) {
      waiting =
          Optional.of(new JobSnapshot.Wait(wait.reason(), wait.text(), wait.time(), wait.atMost()));
    } else if (event instanceof JobEvent.Warning warning) {
      warnings =
          with(
              warnings,
              new JobSnapshot.Warned(
                  warning.time(), warning.code(), warning.text(), warning.about()));
    } else if (event instanceof JobEvent.Asked asked) {
      questions = with(without(asked.question().id()), asked.question());
    } else if (event instanceof JobEvent.Answered answered) {
      questions = without(answered.question());
    } else if (event instanceof JobEvent.Paused) {
      phase = JobPhase.PAUSED;
    } else if (event instanceof JobEvent.Resumed) {
      phase = JobPhase.RUNNING;
    } else if (event instanceof JobEvent.PriorityChanged changed) {
      priority = changed.priority();
    } else if (event instanceof JobEvent.Ended ended) {
      phase = JobPhase.ENDED;
      waiting = Optional.empty();
      questions = List.of();
      ending = Optional.of(ended.ending());
    }
  }

  private List<Question> without(String id) {
    return questions.stream().filter(question -> !question.id().equals(id)).toList();
  }

  private static <T> List<T> with(List<T> known, T added) {
    List<T> all = new ArrayList<>(known);
    all.add(added);
    return List.copyOf(all.subList(Math.max(0, all.size() - MOST_TOLD), all.size()));
  }
}
