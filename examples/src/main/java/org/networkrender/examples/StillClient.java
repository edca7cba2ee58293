package org.networkrender.examples;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.order.FinishedFrame;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobProgress;
import org.networkrender.core.order.Notice;
import org.networkrender.core.order.PixelProgress;
import org.networkrender.core.order.PixelProgress.Stage;
import org.networkrender.core.order.WorkerProgress;

/**
 * Renders one still on given workers and says on the standard output how that went. A process of
 * its own, as the program is that a user starts: what Java costs until it is warm is part of it.
 */
public final class StillClient implements JobListener {
  private final long start = System.nanoTime();
  private String plan = "";
  private double begun;
  private double work;
  private double rendered;
  private double joined;
  private double finish;

  private StillClient() {}

  /** Arguments: scene, scale, splitter, output, a directory of its own, the workers. */
  public static void main(String[] args) throws Exception {
    StillClient client = new StillClient();
    List<Endpoint> workers = Arrays.stream(args).skip(5).map(Endpoint::parse).toList();
    new FarmRun(workers, Path.of(args[4]))
        .renderStill(Path.of(args[0]), args[1], args[2], Path.of(args[3]), client);
    System.out.println(client.summary());
  }

  private double now() {
    return (System.nanoTime() - start) / 1e9;
  }

  private synchronized String summary() {
    double processor =
        ProcessHandle.current()
            .info()
            .totalCpuDuration()
            .map(time -> time.toMillis() / 1e3)
            .orElse(0.0);
    return String.format(
        Locale.ROOT,
        "%s; rendering from %.1f s (%.1f s in sum), joining from %.1f s,"
            + " finishing from %.1f s to %.1f s (the renderer took %.1f s of it); the client took %.1f s of processor time",
        plan,
        begun,
        work,
        rendered,
        joined,
        now(),
        finish,
        processor);
  }

  @Override
  public synchronized void notice(Notice notice) {
    // The last thing that is said before the job runs is how the still is cut.
    plan = notice.level() == Notice.Level.INFO ? notice.text() : plan;
  }

  @Override
  public synchronized void finished(FinishedFrame frame) {
    // All that was rendered, without what the parts took.
    finish = Math.max(0, frame.seconds() - work);
  }

  @Override
  public synchronized void progress(JobProgress progress) {
    Optional<Stage> stage = progress.pixels().map(PixelProgress::stage);
    boolean works =
        progress.workers().stream()
            .anyMatch(worker -> worker.state() == WorkerProgress.State.RENDERING);
    if (begun == 0 && works) {
      begun = now();
    }
    if (joined == 0) {
      work = progress.workers().stream().mapToDouble(WorkerProgress::seconds).sum();
    }
    if (rendered == 0 && stage.isPresent() && stage.get() != Stage.RENDERING) {
      rendered = now();
    }
    if (joined == 0 && stage.isPresent() && stage.get() == Stage.FINISHING) {
      joined = now();
    }
  }
}
