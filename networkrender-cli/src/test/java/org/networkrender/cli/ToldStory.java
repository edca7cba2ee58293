package org.networkrender.cli;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.networkrender.api.FrameSet;
import org.networkrender.core.events.Contribution;
import org.networkrender.core.events.Exclusion;
import org.networkrender.core.events.FailureReason;
import org.networkrender.core.events.JobEnding;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.events.JobOutcome;
import org.networkrender.core.events.JobPlanned;
import org.networkrender.core.events.JobSnapshot;
import org.networkrender.core.events.JobTotals;
import org.networkrender.core.events.TaskAttempt;
import org.networkrender.core.events.WarningCode;
import org.networkrender.core.events.WorkerRef;
import org.networkrender.core.order.FinishedFrame;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobProgress;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.Notice;
import org.networkrender.core.order.PixelProgress;
import org.networkrender.core.order.WorkerProgress;

/** Tells a prepared story by the events that a real job would tell it with. */
final class ToldStory implements JobListener {
  private final JobEvents events;
  private final AtomicLong read;
  private long attempts;

  /**
   * Begins.
   *
   * @param read how far whoever follows the job has read: nothing is left out for one who keeps up
   */
  ToldStory(JobEvents events, AtomicLong read) {
    this.events = events;
    this.read = read;
  }

  /** The job is planned. */
  void planned(JobOrder order) {
    events.publish(stamp -> new JobEvent.Planning(stamp, order.scene().toString()));
    JobPlanned plan =
        new JobPlanned(
            order.scene().toString(),
            "blender",
            order.output().toAbsolutePath().normalize().toString(),
            FrameSet.range(0, 10_000, 1),
            FrameSet.empty(),
            1,
            1,
            1,
            order.still() ? 1 : 0,
            order.still(),
            List.of("####.png"));
    events.publish(stamp -> new JobEvent.Planned(stamp, plan));
  }

  @Override
  public void notice(Notice notice) {
    events.publish(
        stamp ->
            notice.level() == Notice.Level.WARNING
                ? new JobEvent.Warning(stamp, WarningCode.OTHER, notice.text())
                : new JobEvent.Note(stamp, notice.text()));
  }

  @Override
  public void progress(JobProgress progress) {
    JobTotals totals =
        new JobTotals(
            progress.done(),
            progress.failed(),
            progress.total(),
            progress.fraction(),
            progress.elapsed(),
            progress.remaining(),
            progress.pixels().map(ToldStory::pixels),
            progress.making());
    events.publish(stamp -> new JobEvent.JobProgress(stamp, totals));
    await().until(() -> read.get() >= events.snapshot().sequence());
  }

  private static JobTotals.Pixels pixels(PixelProgress pixels) {
    return new JobTotals.Pixels(
        pixels.done(), pixels.total(), JobTotals.Stage.valueOf(pixels.stage().name()));
  }

  @Override
  public void finished(FinishedFrame frame) {
    WorkerRef worker = new WorkerRef("10.0.0.9:8080", frame.worker());
    events.publish(
        stamp ->
            new JobEvent.FrameFinished(
                stamp,
                frame.frame(),
                frame.pictures().stream().map(Path::toString).toList(),
                List.of(new Contribution(worker, frame.seconds())),
                frame.seconds()));
  }

  /** The job ends. */
  void ended(JobReport report) {
    report.workers().forEach(this::worker);
    events.publish(
        stamp ->
            new JobEvent.Ended(
                stamp,
                new JobEnding(
                    JobOutcome.valueOf(report.outcome().name()),
                    report.rendered(),
                    report.kept(),
                    report.missing(),
                    report.elapsed(),
                    "",
                    "",
                    Optional.empty(),
                    report.failures().stream()
                        .map(lost -> new JobSnapshot.GivenUp(lost.frames(), lost.cause()))
                        .toList(),
                    report.gain().isPresent()
                        ? Optional.of(report.gain().getAsDouble())
                        : Optional.empty(),
                    report.still().map(ToldStory::still),
                    report.audit(),
                    List.of(),
                    false)));
  }

  private static JobEnding.Still still(JobReport.Still still) {
    return new JobEnding.Still(
        still.size().width(), still.size().height(), still.tiles(), still.ranges());
  }

  private void worker(WorkerProgress worker) {
    WorkerRef ref = new WorkerRef(worker.place(), worker.name());
    boolean local = worker.place().equals(WorkerProgress.HERE);
    events.publish(stamp -> new JobEvent.WorkerFound(stamp, ref, local));
    events.publish(stamp -> new JobEvent.WorkerJoined(stamp, ref, 1));
    boolean parts = events.snapshot().plan().orElseThrow().still();
    for (int i = 0; i < worker.done(); i++) {
      double seconds = i == 0 ? worker.seconds() : 0;
      events.publish(stamp -> new JobEvent.TaskAccepted(stamp, attempt(ref), seconds));
      if (!parts) {
        List<Contribution> contributors = List.of(new Contribution(ref, 0));
        events.publish(stamp -> new JobEvent.FrameFinished(stamp, 1, List.of(), contributors, 0));
      }
    }
    for (int i = 0; i < worker.failed(); i++) {
      events.publish(
          stamp ->
              new JobEvent.TaskFailed(stamp, attempt(ref), FailureReason.WORKER, "", List.of()));
    }
    switch (worker.state()) {
      case RESTING ->
          events.publish(
              stamp -> new JobEvent.WorkerResting(stamp, ref, worker.note(), Optional.empty()));
      case UNUSABLE ->
          events.publish(
              stamp -> new JobEvent.WorkerExcluded(stamp, ref, Exclusion.OTHER, worker.note()));
      default -> {
        TaskAttempt runs = attempt(ref);
        events.publish(stamp -> new JobEvent.TaskStarted(stamp, runs));
        events.publish(
            stamp -> new JobEvent.TaskProgress(stamp, runs, worker.fraction(), "anything"));
      }
    }
  }

  private TaskAttempt attempt(WorkerRef worker) {
    return new TaskAttempt(
        ++attempts,
        "frame 13",
        FrameSet.of(13),
        events.snapshot().plan().orElseThrow().still()
            ? TaskAttempt.Kind.PART
            : TaskAttempt.Kind.FRAMES,
        worker,
        1);
  }
}
