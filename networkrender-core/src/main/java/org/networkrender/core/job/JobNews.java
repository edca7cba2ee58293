package org.networkrender.core.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.networkrender.api.FrameSet;
import org.networkrender.api.backend.SceneSubject;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.events.WaitReason;
import org.networkrender.core.events.WarningCode;
import org.networkrender.core.events.WarningSubject;
import org.networkrender.core.order.Notice;
import org.networkrender.core.task.RosterNews;

/** Tells, as events, what a person should know of a job. May be called from any thread. */
public final class JobNews implements RosterNews {
  private final JobEvents events;

  /** Tells by these events. */
  public JobNews(JobEvents events) {
    this.events = events;
  }

  /** Tells a notice of which nobody knows what it is about. */
  public void notice(Notice notice) {
    notice(WarningCode.OTHER, notice);
  }

  /** Tells a notice; the code says what it is about if it is a warning. */
  public void notice(WarningCode about, Notice notice) {
    if (notice.level() == Notice.Level.WARNING) {
      Optional<WarningSubject> subject = notice.about().map(JobNews::subject);
      events.publish(stamp -> new JobEvent.Warning(stamp, about, notice.text(), subject));
    } else {
      inform(notice.text());
    }
  }

  private static WarningSubject subject(SceneSubject about) {
    return new WarningSubject(
        known(about.collection()),
        known(about.name()),
        known(about.library()),
        known(about.file()));
  }

  private static Optional<String> known(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** Tells that the preview of a frame was written. May be called from any thread. */
  void previewed(int frame, Path file) {
    events.publish(stamp -> new JobEvent.PreviewWritten(stamp, frame, file.toString()));
  }

  /** Tells, in one line, what is good to know. */
  public void inform(String text) {
    events.publish(stamp -> new JobEvent.Note(stamp, text));
  }

  /** Tells, in one line, what is not as it should be, and what it is about. */
  public void warn(WarningCode about, String text) {
    events.publish(stamp -> new JobEvent.Warning(stamp, about, text));
  }

  @Override
  public void accept(String text) {
    warn(WarningCode.WORKER, text);
  }

  @Override
  public void waits(WaitReason reason, String text, Optional<Duration> atMost) {
    accept(text);
    publish(reason, text, atMost);
  }

  /** Tells of a wait that ends by itself. */
  void tellWait(WaitReason reason, String text, Duration left) {
    inform(text);
    publish(reason, text, Optional.of(left));
  }

  private void publish(WaitReason reason, String text, Optional<Duration> atMost) {
    events.publish(stamp -> new JobEvent.Waiting(stamp, reason, text, atMost));
  }

  /** Frames were given up; a person is told in other words. */
  void givenUp(FrameSet frames, String cause) {
    events.publish(stamp -> new JobEvent.FramesFailed(stamp, frames, cause));
  }
}
