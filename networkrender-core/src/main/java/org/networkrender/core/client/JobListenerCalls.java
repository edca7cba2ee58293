package org.networkrender.core.client;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a job's listener on a thread of its own, so that a slow one holds nothing up. */
final class JobListenerCalls implements JobListener {
  private static final Logger log = LoggerFactory.getLogger(JobListenerCalls.class);

  private final JobListener listener;
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          new ThreadFactoryBuilder().setNameFormat("job-listener-%d").setDaemon(true).build());

  JobListenerCalls(JobListener listener) {
    this.listener = listener;
  }

  @Override
  public void notice(Notice notice) {
    call(to -> to.notice(notice));
  }

  @Override
  public void progress(JobProgress progress) {
    call(to -> to.progress(progress));
  }

  @Override
  public void finished(FinishedFrame frame) {
    call(to -> to.finished(frame));
  }

  private void call(Consumer<JobListener> method) {
    executor.execute(
        () -> {
          try {
            method.accept(listener);
          } catch (RuntimeException e) {
            // The listener is foreign code; the job does not depend on it.
            log.warn("a job listener failed", e);
          }
        });
  }

  /** Runs something after every call before, then ends. */
  void end(Runnable last) {
    executor.execute(last);
    executor.shutdown();
  }
}
