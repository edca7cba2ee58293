package org.networkrender.core.order;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.PictureName;
import org.networkrender.core.events.Contribution;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobPlanned;
import org.networkrender.core.events.JobSnapshot;

/**
 * Tells a listener what the events of a job say, wherever they come from. Made for one subscription
 * or one connection, whose first event is a snapshot. For one thread at a time.
 */
public final class HeardEvents implements Consumer<JobEvent> {
  private final JobListener listener;
  private @Nullable JobSnapshot state;

  /** Begins with nothing heard. */
  public HeardEvents(JobListener listener) {
    this.listener = listener;
  }

  @Override
  public void accept(JobEvent event) {
    JobSnapshot before = state;
    JobSnapshot after =
        event instanceof JobEvent.Snapshot snapshot
            ? snapshot.state()
            : before == null ? JobSnapshot.before(event.job(), event.time()) : before.after(event);
    state = after;
    if (event instanceof JobEvent.Snapshot snapshot) {
      begin(snapshot, before == null);
    } else {
      tell(event, after, listener);
      if (event instanceof JobEvent.Planned) {
        // So that how many frames there are is known before the first one is finished.
        listener.progress(JobProgress.of(after));
      }
    }
  }

  /** Returns the state of the job after the last event; empty before the first one. */
  public Optional<JobSnapshot> state() {
    return Optional.ofNullable(state);
  }

  private void begin(JobEvent.Snapshot snapshot, boolean first) {
    JobSnapshot now = snapshot.state();
    if (first) {
      now.warnings().forEach(warned -> listener.notice(warning(warned.text())));
      now.plan().filter(plan -> !plan.kept().isEmpty()).ifPresent(p -> listener.kept(kept(p)));
    } else {
      listener.notice(
          warning(
              snapshot.lost()
                  + " events are left out here, since they came faster than this goes"));
    }
    if (now.plan().isPresent()) {
      listener.progress(JobProgress.of(now));
    }
  }

  /**
   * Tells what one event says.
   *
   * @param after the state after it
   */
  public static void tell(JobEvent event, JobSnapshot after, JobListener told) {
    if (event instanceof JobEvent.Warning warning) {
      told.notice(warning(warning.text()));
    } else if (event instanceof JobEvent.Note note) {
      told.notice(new Notice(Notice.Level.INFO, note.text()));
    } else if (event instanceof JobEvent.Planned planned) {
      if (!planned.plan().kept().isEmpty()) {
        told.kept(kept(planned.plan()));
      }
    } else if (event instanceof JobEvent.JobProgress) {
      told.progress(JobProgress.of(after));
    } else if (event instanceof JobEvent.FrameFinished frame) {
      told.finished(finished(frame));
    }
  }

  private static Notice warning(String text) {
    return new Notice(Notice.Level.WARNING, text);
  }

  /** Made where it is looked at: of many frames nothing has to wait. */
  private static List<FinishedFrame> kept(JobPlanned plan) {
    List<PictureName> names = plan.pictures().stream().map(PictureName::new).toList();
    Path output = Path.of(plan.output());
    return new AbstractList<>() {
      @Override
      public FinishedFrame get(int index) {
        int frame = plan.kept().get(index);
        List<Path> pictures =
            names.stream().map(name -> output.resolve(name.forFrame(frame))).toList();
        return new FinishedFrame(frame, pictures, List.of(), 0);
      }

      @Override
      public int size() {
        return plan.kept().size();
      }
    };
  }

  /** An earlier run may have rendered all of a frame, and then this machine has joined it. */
  private static FinishedFrame finished(JobEvent.FrameFinished frame) {
    List<Contribution> contributors = frame.contributors();
    List<String> names =
        contributors.isEmpty()
            ? List.of(WorkerProgress.HERE)
            : contributors.stream().map(each -> each.worker().name()).distinct().toList();
    return new FinishedFrame(
        frame.frame(), frame.pictures().stream().map(Path::of).toList(), names, frame.seconds());
  }
}
